package io.zoetrope.core.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Width and height in pixels. */
public record Size(int width, int height) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

  static Optional<Size> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
