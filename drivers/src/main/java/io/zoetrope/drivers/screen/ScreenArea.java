package io.zoetrope.drivers.screen;

import io.zoetrope.core.source.BadCameraUriException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a screen or window, as X11 writes it: {@code 640x480+10+20}. */
record ScreenArea(int width, int height, int left, int top) {
  static final int LARGEST = 16_384;

  private static final int SMALLEST = 16;
  private static final Pattern GEOMETRY =
      Pattern.compile("(\\d{1,5})x(\\d{1,5})\\+(\\d{1,5})\\+(\\d{1,5})");

  static ScreenArea parse(String text) {
    Matcher geometry = GEOMETRY.matcher(text);
    if (geometry.matches()) {
      ScreenArea area =
          new ScreenArea(
              Integer.parseInt(geometry.group(1)),
              Integer.parseInt(geometry.group(2)),
              Integer.parseInt(geometry.group(3)),
              Integer.parseInt(geometry.group(4)));
      if (Math.min(area.width, area.height) >= SMALLEST
          && Math.max(area.width, area.height) <= LARGEST) {
        return area;
      }
    }
    throw new BadCameraUriException(
        "screen: the option area is '%s', but should be a size from %2$dx%2$d to %3$dx%3$d and a place, as in 640x480+10+20"
            .formatted(text, SMALLEST, LARGEST));
  }

  List<String> arguments() {
    return List.of(
        "-video_size",
        width + "x" + height,
        "-grab_x",
        String.valueOf(left),
        "-grab_y",
        String.valueOf(top));
  }
}
