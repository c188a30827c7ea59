package io.zoetrope.drivers.rpicam;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import io.zoetrope.core.source.UriOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is asked of the camera; what is not given is the program's to choose. */
record RpicamOptions(
    String camera,
    Optional<Size> size,
    Optional<Double> framesPerSecond,
    Optional<String> rotation,
    boolean hflip,
    boolean vflip,
    Optional<Integer> quality,
    boolean undecoded) {
  private static final String JPEG = "jpeg";
  private static final String H264 = "h264";
  private static final int LARGEST = 16_384;
  private static final double FASTEST = 1000;
  private static final Pattern INDEX = Pattern.compile("\\d{1,2}");

  static RpicamOptions of(CameraUri uri) {
    UriOptions options =
        UriOptions.of(uri, "size", "fps", "rotation", "hflip", "vflip", "quality", "format");
    String camera = uri.address().isEmpty() ? "0" : uri.address();
    if (!INDEX.matcher(camera).matches()) {
      throw new BadCameraUriException(
          "rpicam: '%s' is not the number of a camera; write it as in rpicam:0".formatted(camera));
    }
    return new RpicamOptions(
        camera,
        options.size("size", LARGEST),
        options.rate("fps", FASTEST),
        options.choice("rotation", "0", "180"),
        options.flag("hflip", false),
        options.flag("vflip", false),
        options.number("quality", 1, 100),
        options.choice("format", JPEG, H264).equals(Optional.of(H264)));
  }

  /** Run by this program, writes JPEG after JPEG, or H.264, to its standard output until ended. */
  List<String> command(Path program) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--camera", camera));
    // Parameter sets before each key frame, so that one may begin there.
    command.addAll(
        undecoded ? List.of("--codec", "h264", "--inline") : List.of("--codec", "mjpeg"));
    command.addAll(List.of("-t", "0", "-n", "--flush", "-o", "-"));
    size.ifPresent(pixels ->
        command.addAll(
            List.of(
                "--width", String.valueOf(pixels.width()),
                "--height", String.valueOf(pixels.height()))));
    framesPerSecond.ifPresent(rate -> command.addAll(List.of("--framerate", rate.toString())));
    rotation.ifPresent(degrees -> command.addAll(List.of("--rotation", degrees)));
    if (hflip) {
      command.add("--hflip");
    }
    if (vflip) {
      command.add("--vflip");
    }
    quality.ifPresent(percent -> command.addAll(List.of("--quality", percent.toString())));
    return List.copyOf(command);
  }
}
