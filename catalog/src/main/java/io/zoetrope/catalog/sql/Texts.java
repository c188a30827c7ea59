package io.zoetrope.catalog.sql;

import org.jspecify.annotations.Nullable;

/** Texts as all databases can keep them. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** The text, with what no database takes replaced: NUL, and halves of characters. */
  static String kept(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  static @Nullable String keptIfAny(@Nullable String text) {
    return text == null ? null : kept(text);
  }

  private static String replaced(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                ? REPLACEMENT
                : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
