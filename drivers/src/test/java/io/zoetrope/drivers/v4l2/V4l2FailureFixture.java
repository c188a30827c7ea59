package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of V4l2FailureIT and V4l2AccessIT share. */
abstract class V4l2FailureFixture {
  final DriverBench bench = new DriverBench();
  Webcam webcam;
  @TempDir Path folder;

  @BeforeEach
  void noCamera() throws IOException {
    webcam = new Webcam(folder);
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  FrameSource open(V4l2Driver driver, String cameraId) throws IOException, InterruptedException {
    DriverContext plain = bench.contextWith(webcam.ffmpeg());
    DriverContext context =
        new DriverContext(plain.frames(), plain.time(), plain.settings(), cameraId);
    return driver.open(CameraUri.parse(webcam.uri("video0")), context);
  }

  void refused(String uri, String sentence) {
    assertThatThrownBy(() -> webcam.open(bench, uri).close())
        .isInstanceOf(IOException.class)
        .hasMessage(sentence);
  }
}
