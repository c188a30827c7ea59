package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.drivers.ffmpeg.FfmpegDriver;
import io.zoetrope.drivers.ffmpeg.FfmpegInput;
import io.zoetrope.drivers.support.Size;
import io.zoetrope.drivers.support.UriOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code v4l2:/dev/video0?size=1280x720&fps=30&format=mjpeg}: the JPEGs of a webcam as they are if
 * it makes any, else its raw pictures, encoded here.
 */
public final class V4l2Driver extends FfmpegDriver {
  private static final String MJPEG = "mjpeg";

  @Override
  public Set<String> schemes() {
    return Set.of("v4l2");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) {
    UriOptions options = UriOptions.of(uri, "size", "fps", "format");
    if (!uri.address().startsWith("/")) {
      throw new BadCameraUriException(
          "v4l2: '%s' is not a device; write it as in v4l2:/dev/video0".formatted(uri.address()));
    }
    List<String> mode = new ArrayList<>(List.of("-f", "v4l2"));
    options
        .size("size", 16_384)
        .map(Size::toString)
        .ifPresent(size -> mode.addAll(List.of("-video_size", size)));
    options
        .rate("fps", 1000)
        .ifPresent(rate -> mode.addAll(List.of("-framerate", rate.toString())));
    String format = options.text("format").orElse("").toLowerCase(Locale.ROOT);
    if (!format.isEmpty() && !format.equals(MJPEG)) {
      return device(uri, mode, format);
    }
    FfmpegInput mjpeg = device(uri, mode, MJPEG).expectingMjpeg();
    return format.isEmpty() ? mjpeg.orElse(device(uri, mode, "")) : mjpeg;
  }

  private static FfmpegInput device(CameraUri uri, List<String> mode, String format) {
    List<String> options = new ArrayList<>(mode);
    if (!format.isEmpty()) {
      options.addAll(List.of("-input_format", format));
    }
    return FfmpegInput.live(uri.address(), options.toArray(String[]::new));
  }
}
