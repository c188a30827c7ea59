package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.Size;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a camera is to deliver, in FFmpeg's words. Without a format it is asked for JPEGs first. */
record CaptureMode(Optional<String> format, Optional<Size> size, Optional<String> rate) {

  FfmpegInput input(Path place) {
    if (format.isPresent()) {
      FfmpegInput input = input(place, format.get());
      return switch (format.get()) {
        case PixelFormats.MJPEG -> input.expectingMjpeg();
        case PixelFormats.H264, PixelFormats.HEVC -> input.asItIs();
        default -> input;
      };
    }
    return input(place, PixelFormats.MJPEG).expectingMjpeg().orElse(input(place, ""));
  }

  private FfmpegInput input(Path place, String formatName) {
    List<String> options = new ArrayList<>(List.of("-f", "v4l2"));
    if (!formatName.isEmpty()) {
      options.addAll(List.of("-input_format", formatName));
    }
    size.ifPresent(pixels -> options.addAll(List.of("-video_size", pixels.toString())));
    rate.ifPresent(fraction -> options.addAll(List.of("-framerate", fraction)));
    return FfmpegInput.device(place.toString(), options.toArray(String[]::new));
  }
}
