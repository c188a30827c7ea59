package io.zoetrope.app.config;

import java.util.regex.Pattern;

/** What things may be called whose names stand in addresses and keys. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private Names() {}

  /**
   * Looks at a name.
   *
   * @param thing what it names, as in {@code a camera}
   * @throws BadConfigException when it cannot be one
   */
  static void check(String thing, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new BadConfigException(
          "'%s' cannot name %s: use letters, digits, - and _, 64 at most, a letter or digit first"
              .formatted(name, thing));
    }
  }
}
