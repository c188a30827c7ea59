package io.zoetrope.rows.format;

import java.nio.charset.StandardCharsets;
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

  /** For cells that stand in quotes. */
  static final Escapes CSV = new Escapes().replacingControls().with('"', "\"\"");

  /** For strings in quotes. */
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

  private final byte[][] escapes = new byte[TABLE][];
  private final boolean[] plain = new boolean[TABLE];

  private Escapes() {
    for (char one = 0; one < 0x80; one++) {
      plain[one] = true;
    }
  }

  private Escapes with(char one, String escape) {
    escapes[one] = escape.getBytes(StandardCharsets.UTF_8);
    plain[one] = false;
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

  /** Whether this character is one byte, and the same. */
  boolean isPlain(char one) {
    return one < TABLE && plain[one];
  }

  byte @Nullable [] of(char one) {
    return one < TABLE ? escapes[one] : null;
  }
}
