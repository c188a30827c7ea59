package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.drivers.fixture.DriverBench;
import io.zoetrope.drivers.fixture.FfmpegStandIn;
import io.zoetrope.drivers.fixture.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V4l2DriverIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v4l2:/dev/video4711                                      | there is no such device or file
          v4l2:/dev/video4711?size=640x480&fps=30&format=yuyv422   | there is no such device or file
          v4l2:/dev/null                                           | that is not a device of this kind
          """)
  void aDeviceThatIsNoneIsToldSo(String uri, String sentence) throws Exception {
    try (FrameSource source = bench.open(new V4l2Driver(), uri)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
    }
  }

  @Test
  void aWebcamWithoutJpegsIsReadRaw(@TempDir Path folder) throws Exception {
    Path ffmpeg = FfmpegStandIn.in(folder, "webcam-without-jpegs");
    V4l2Driver driver = new V4l2Driver();
    for (int opening = 0; opening < 2; opening++) {
      try (FrameSource source = bench.open(driver, "v4l2:/dev/video0", ffmpeg)) {
        assertThat(Pictures.next(source)).isEqualTo(Pictures.numbered(1));
        assertThat(source.description()).isEqualTo("rawvideo 640x480");
      }
    }
  }

  @Test
  void aWebcamWithoutJpegsIsAFailureWhenOnlyJpegsAreWanted(@TempDir Path folder) throws Exception {
    Path ffmpeg = FfmpegStandIn.in(folder, "webcam-without-jpegs");
    try (FrameSource source =
        bench.open(new V4l2Driver(), "v4l2:/dev/video0?format=mjpeg", ffmpeg)) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "FFmpeg ended with exit code 234: Error opening input files: Invalid argument");
    }
  }
}
