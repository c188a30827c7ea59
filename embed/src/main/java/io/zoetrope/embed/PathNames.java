package io.zoetrope.embed;

import java.util.regex.Pattern;

/** What can stand in an address without being encoded. */
final class PathNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private PathNames() {}

  /** Refuses what cannot be the name of {@code what}, such as "a camera". */
  static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot name %s: use letters, digits, - and _, 64 at most, a letter or digit first"
              .formatted(name, what));
    }
  }
}
