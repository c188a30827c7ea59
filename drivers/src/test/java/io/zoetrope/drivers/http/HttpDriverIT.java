package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.MjpegServer;
import io.zoetrope.drivers.fixture.Rate;
import io.zoetrope.drivers.fixture.Video;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDriverIT {
  private static final List<byte[]> PICTURES =
      List.of(Pictures.numbered(1), Pictures.numbered(2), Pictures.numbered(3));

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();
  private MjpegServer camera;

  @BeforeEach
  void startCamera(@TempDir Path folder) throws Exception {
    camera = new MjpegServer(PICTURES, Clips.h264(folder, 1));
  }

  @AfterEach
  void nothingIsLeft() {
    camera.close();
    await("processes have ended").until(() -> children.started().isEmpty());
    await("log readers have ended").until(() -> children.logReaders().isEmpty());
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jpegsArePassedOnUnchangedInOrder(boolean bundled) throws Exception {
    try (FrameSource source =
        bundled
            ? open(camera.uri("/stream"))
            : bench.open(new HttpDriver(), camera.uri("/stream"), Programs.systemFfmpeg())) {
      int first = PICTURES.size() + indexOf(Pictures.next(source));
      for (int i = 1; i < 10; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURES.get((first + i) % PICTURES.size()));
      }
      assertThat(source.description()).startsWith("mjpeg");
    }
  }

  @Test
  void theRateIsThatOfTheCamera() throws Exception {
    try (FrameSource source = open(camera.uri("/stream"))) {
      double asReceived = Rate.of(source, 10, 60);
      double asSent = camera.rateOf(10, 60);
      assertThat(asReceived).isCloseTo(asSent, within(asSent / 10));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void otherVideoComesOutAsItIs(boolean bundled) throws Exception {
    try (FrameSource source =
        bundled
            ? open(camera.uri("/file"))
            : bench.open(new HttpDriver(), camera.uri("/file"), Programs.systemFfmpeg())) {
      assertThat(Video.widthOf(source.read())).isEqualTo(320);
      await().until(source::description, "h264 320x180"::equals);
    }
  }

  @Test
  void aCameraMayAskForALogin() throws Exception {
    try (FrameSource source = open(camera.uri("/guarded", "viewer:hunter2"))) {
      source.read().release();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /guarded | viewer:hunter3 | the camera refuses the login (401): check user and password in its URI
          /nowhere | viewer:hunter2 | the camera has no such stream (404): check the path in its URI
          """)
  void aRefusalIsReportedAsASentence(String path, String login, String sentence) throws Exception {
    try (FrameSource source = open(camera.uri(path, login))) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
    }
  }

  @Test
  void aCameraThatIsSwitchedOffIsAFailureWithASentence() throws Exception {
    try (FrameSource source = open(camera.uri("/stream"))) {
      source.read().release();
      camera.close();
      assertThatThrownBy(
              () -> {
                while (true) {
                  source.read().release();
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "the camera has (ended its stream|cut the connection)|nothing listens at that address.*");
    }
  }

  private FrameSource open(String uri) throws Exception {
    return bench.open(new HttpDriver(), uri);
  }

  private static int indexOf(byte[] picture) {
    for (int i = 0; i < PICTURES.size(); i++) {
      if (Arrays.equals(PICTURES.get(i), picture)) {
        return i;
      }
    }
    throw new AssertionError("a picture that the camera has not sent");
  }
}
