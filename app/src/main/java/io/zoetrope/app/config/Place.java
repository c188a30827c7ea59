package io.zoetrope.app.config;

import java.util.Optional;

/**
 * A line of a configuration file.
 *
 * @param hidden what is not to be shown of what is there
 */
public record Place(String file, int line, HiddenValues hidden) {

  /** A sentence about what is at this place, if it is known, without the values of variables. */
  public static String hideIn(Optional<Place> place, String sentence) {
    return place.map(known -> known.hidden.hideIn(sentence)).orElse(sentence);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
