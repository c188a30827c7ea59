package io.zoetrope.catalog.sql;

import java.util.regex.Pattern;

/** Texts as all databases can keep them. */
final class Texts {
  private static final Pattern NOT_KEPT = Pattern.compile("[\\x00\\p{Cs}]");

  private Texts() {}

  /** The text, with what no database takes replaced: NUL, and halves of characters. */
  static String kept(String text) {
    return NOT_KEPT.matcher(text).replaceAll("\uFFFD");
  }
}
