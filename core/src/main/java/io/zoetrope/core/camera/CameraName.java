package io.zoetrope.core.camera;

import io.zoetrope.picture.Canvas;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What a camera is called.
 *
 * @param id by programs and in addresses
 * @param shown to people, in any language: one line of at most {@value #MAX_LENGTH} characters
 */
public record CameraName(String id, String shown) {
  public static final int MAX_LENGTH = 64;

  /** Whatever breaks a line, is half a character, or turns the direction of the text around it. */
  private static final Pattern UNFIT =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cs}\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Z}\\s]*");

  /** A camera that is shown by its id. */
  public CameraName(String id) {
    this(id, id);
  }

  /**
   * Checks what is shown, if it is not the id.
   *
   * @throws IllegalArgumentException when it cannot be shown; the message is a sentence for people
   */
  public CameraName {
    if (!shown.equals(id)) {
      check(shown);
    }
  }

  /** What pictures say: the font in them knows Latin letters only, and an id has no others. */
  public String painted() {
    if (shown.equals(id)) {
      return id;
    }
    String composed = Normalizer.normalize(shown, Normalizer.Form.NFC);
    return Canvas.canWrite(composed) ? composed : id;
  }

  private static void check(String shown) {
    if (UNSEEN.matcher(shown).matches()) {
      throw new IllegalArgumentException(
          "a camera's name is empty: give it one, or leave the name out to show its id");
    }
    int length = shown.codePointCount(0, shown.length());
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a camera's name has at most %d characters, this one has %d"
              .formatted(MAX_LENGTH, length));
    }
    if (UNFIT.matcher(shown).find()) {
      throw new IllegalArgumentException(
          "a camera's name is one line of text, without control characters");
    }
  }
}
