package io.zoetrope.app.config;

import java.util.Optional;

/** A line of a configuration file, and what is not to be shown of it. */
public record Place(String file, int line, HiddenValues hidden) {

  /** The sentence without the values of the variables used at this place, if it is known. */
  public static String hideIn(Optional<Place> place, String sentence) {
    return place.map(known -> known.hidden.hideIn(sentence)).orElse(sentence);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
