package io.zoetrope.drivers.screen;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import io.zoetrope.core.source.UriOptions;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to show of a screen: the window with this number or title, or without one all of it. */
record ScreenOptions(
    String display,
    double framesPerSecond,
    Optional<Size> size,
    Optional<ScreenArea> area,
    boolean cursor,
    String window) {
  private static final Pattern DISPLAY = Pattern.compile("[\\w.-]*:\\d+(\\.\\d+)?(\\+\\d+,\\d+)?");
  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|\\d{1,10}");

  static ScreenOptions of(CameraUri uri) {
    UriOptions options = UriOptions.of(uri, "size", "fps", "area", "cursor", "window");
    String display =
        uri.address().isEmpty() ? System.getenv().getOrDefault("DISPLAY", "") : uri.address();
    if (!DISPLAY.matcher(display).matches()) {
      throw new BadCameraUriException(
          "screen: '%s' is not an X display; write it as in screen::0".formatted(display));
    }
    Optional<Size> size = options.size("size", ScreenArea.LARGEST);
    Optional<ScreenArea> area = options.text("area").map(ScreenArea::parse);
    if (area.isPresent() && (size.isPresent() || display.contains("+"))) {
      throw new BadCameraUriException(
          "screen: the option area says size and place already; leave out the other");
    }
    return new ScreenOptions(
        display,
        options.rate("fps", 240).orElse(10.0),
        size,
        area,
        options.flag("cursor", true),
        options.text("window").orElse(""));
  }

  boolean titled() {
    return !window.isEmpty() && !NUMBER.matcher(window).matches();
  }

  FfmpegInput input() {
    return input(window.isEmpty() || titled() ? 0 : Long.decode(decimal(window)));
  }

  /** The window with this number, or the whole desktop for 0. */
  FfmpegInput input(long windowNumber) {
    List<String> capture = new ArrayList<>(List.of("-f", "x11grab"));
    capture.addAll(List.of("-framerate", String.valueOf(framesPerSecond)));
    // There is nothing to find out, and FFmpeg would wait for a few pictures to do so.
    capture.addAll(List.of("-analyzeduration", "0", "-probesize", "32"));
    size.ifPresent(shown -> capture.addAll(List.of("-video_size", shown.toString())));
    area.ifPresent(shown -> capture.addAll(shown.arguments()));
    if (!cursor) {
      capture.addAll(List.of("-draw_mouse", "0"));
    }
    if (windowNumber != 0) {
      capture.addAll(List.of("-window_id", String.valueOf(windowNumber)));
    }
    return FfmpegInput.device(display, capture.toArray(String[]::new));
  }

  /** A leading zero makes no octal number here. */
  private static String decimal(String number) {
    return number.matches("0\\d+") ? number.replaceFirst("^0+(?=\\d)", "") : number;
  }
}
