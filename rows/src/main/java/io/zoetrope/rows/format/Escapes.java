package io.zoetrope.rows.format;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What stands for characters that a format does not allow as they are. Immutable. */
final class Escapes {
  /** Characters from here on are never escaped, but for those that no text may hold. */
  private static final int TABLE = 256;

  private static final String REPLACEMENT = "\uFFFD";

  /** For text of a page, also within attributes in quotes. */
  static final Escapes HTML =
      new Escapes()
          .replacingControls()
          .with('<', "&lt;")
          .with('>', "&gt;")
          .with('&', "&amp;")
          .with('"', "&quot;")
          .with('\'', "&#39;")
          .with('\r', "&#13;");

  static final Escapes CSV = new Escapes().replacingControls().with('"', "\"\"");

  static final Escapes JSON =
      new Escapes()
          .codingControls()
          .with('"', "\\\"")
          .with('\\', "\\\\")
          .with('\n', "\\n")
          .with('\r', "\\r")
          .with('\t', "\\t");

  /** For what is JSON, and is to stand on one line. */
  static final Escapes JSON_LINE = new Escapes().with('\n', " ").with('\r', " ");

  private final @Nullable String[] escapes = new @Nullable String[TABLE];

  private Escapes() {}

  private Escapes with(char one, String escape) {
    escapes[one] = escape;
    return this;
  }

  private Escapes replacingControls() {
    for (char one = 0; one < TABLE; one++) {
      if (Character.isISOControl(one) && one != '\t' && one != '\n' && one != '\r') {
        with(one, REPLACEMENT);
      }
    }
    return this;
  }

  private Escapes codingControls() {
    for (char one = 0; one < ' '; one++) {
      with(one, "\\u" + HexFormat.of().toHexDigits(one));
    }
    return this;
  }

  /** Appends any text, with what must not stand there as it is escaped. */
  void append(CharSequence any, StringBuilder to) {
    String text = any.toString();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      String escape = of(text.charAt(at));
      if (escape == null) {
        continue;
      }
      if (at + 1 < text.length()
          && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
        at++;
      } else {
        to.append(text, from, at).append(escape);
        from = at + 1;
      }
    }
    if (from == 0) {
      to.append(text); // Much quicker than a part of it.
    } else {
      to.append(text, from, text.length());
    }
  }

  /** Null if the character stands for itself; half of a pair does with its other half only. */
  private @Nullable String of(char one) {
    return one < TABLE ? escapes[one] : Character.isSurrogate(one) ? REPLACEMENT : null;
  }
}
