package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.ffmpeg.FfmpegInput;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureModeTest {
  private static final Path PLACE = Path.of("/dev/video0");

  @ParameterizedTest
  @CsvSource({"h264, true", "hevc, true", "mjpeg, false", "yuyv422, false"})
  void videoIsPassedOnUndecodedWhereItIsAskedFor(String format, boolean undecoded) {
    assertThat(mode(Optional.of(format)).undecoded()).isEqualTo(undecoded);
  }

  @Test
  void jpegStaysTheDefault() {
    FfmpegInput input = mode(Optional.empty());

    assertThat(input.undecoded()).isFalse();
    assertThat(input.probablyMjpeg()).isTrue();
  }

  private static FfmpegInput mode(Optional<String> format) {
    return new CaptureMode(format, Optional.empty(), Optional.empty()).input(PLACE);
  }
}
