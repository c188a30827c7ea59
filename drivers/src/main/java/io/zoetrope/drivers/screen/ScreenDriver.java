package io.zoetrope.drivers.screen;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.drivers.ffmpeg.FfmpegDriver;
import io.zoetrope.drivers.ffmpeg.FfmpegInput;
import io.zoetrope.drivers.support.Size;
import io.zoetrope.drivers.support.UriOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code screen::0?fps=10&size=1280x720}: an X11 desktop; without an address, that of {@code
 * DISPLAY}.
 */
public final class ScreenDriver extends FfmpegDriver {
  private static final Pattern DISPLAY = Pattern.compile("[\\w.-]*:\\d+(\\.\\d+)?(\\+\\d+,\\d+)?");

  @Override
  public Set<String> schemes() {
    return Set.of("screen");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) {
    UriOptions options = UriOptions.of(uri, "size", "fps");
    String display =
        uri.address().isEmpty() ? System.getenv().getOrDefault("DISPLAY", "") : uri.address();
    if (!DISPLAY.matcher(display).matches()) {
      throw new BadCameraUriException(
          "screen: '%s' is not an X display; write it as in screen::0".formatted(display));
    }
    List<String> capture = new ArrayList<>(List.of("-f", "x11grab"));
    capture.addAll(List.of("-framerate", options.rate("fps", 240).orElse(10.0).toString()));
    options
        .size("size", 16_384)
        .map(Size::toString)
        .ifPresent(size -> capture.addAll(List.of("-video_size", size)));
    return FfmpegInput.live(display, capture.toArray(String[]::new));
  }
}
