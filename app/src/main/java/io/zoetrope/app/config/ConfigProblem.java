package io.zoetrope.app.config;

import java.util.Comparator;
import java.util.Optional;

/** A setting that can never work, in one line that says what is there and what was expected. */
public record ConfigProblem(Optional<Place> place, String text)
    implements Comparable<ConfigProblem> {
  private static final int LONGEST = 600;

  private static final Comparator<ConfigProblem> BY_LINE =
      Comparator.comparingInt(problem -> problem.place().map(Place::line).orElse(0));

  /**
   * Whatever a file quotes, it becomes one line of readable length, without values of variables.
   */
  public ConfigProblem {
    text =
        shortened(Place.hideIn(place, text).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip());
  }

  /** In the order of the file; problems of the command line come first. */
  @Override
  public int compareTo(ConfigProblem other) {
    return BY_LINE.compare(this, other);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST / 2) + " … " + text.substring(text.length() - LONGEST / 2);
  }

  @Override
  public String toString() {
    return place.map(known -> known + ": " + text).orElse(text);
  }
}
