package io.zoetrope.app.config;

/** A line of a configuration file. */
public record Place(String file, int line) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
