package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Certificate;
import io.zoetrope.drivers.fixture.Rate;
import io.zoetrope.drivers.fixture.RtspCamera;
import io.zoetrope.drivers.fixture.Video;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtspDriverIT {
  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();

  @AfterEach
  void nothingIsLeft() {
    await("processes have ended").until(() -> children.started().isEmpty());
    await("log readers have ended").until(() -> children.logReaders().isEmpty());
    bench.close();
  }

  @Test
  void h264ComesOutAsItIsAtTheRateOfTheCamera() throws Exception {
    try (RtspCamera camera = RtspCamera.start();
        FrameSource source = open(camera.uri("h264"))) {
      Frame frame = source.read();
      assertThat(frame.format()).isInstanceOf(H264.class);
      assertThat(frame.keyFrame()).isTrue();
      assertThat(Video.widthOf(frame)).isEqualTo(320);
      await().until(source::description, "h264 320x240"::equals);
      assertThat(Rate.of(source, 5, 45)).isCloseTo(RtspCamera.PICTURES_PER_SECOND, within(1.5));
    }
  }

  @Test
  void jpegsArePassedOnAtTheRateOfTheCamera() throws Exception {
    try (RtspCamera camera = RtspCamera.start();
        FrameSource source = open(camera.uri("jpeg"))) {
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(new Jpeg(320, 240));
      assertThat(Pictures.decoded(Pictures.bytesOf(frame)).getWidth()).isEqualTo(320);
      await().until(source::description, "mjpeg 320x240"::equals);
      assertThat(Rate.of(source, 5, 45)).isCloseTo(RtspCamera.PICTURES_PER_SECOND, within(1.5));
    }
  }

  @Test
  void theSystemsFfmpegWorksToo() throws Exception {
    try (RtspCamera camera = RtspCamera.start()) {
      for (String stream : new String[] {"h264", "jpeg"}) {
        try (FrameSource source =
            bench.open(new RtspDriver(), camera.uri(stream), Programs.systemFfmpeg())) {
          assertThat(Video.widthOf(source.read())).isEqualTo(320);
        }
      }
    }
  }

  @Test
  void overTlsACertificateIsVerifiedWhereItsAuthorityIsNamed(@TempDir Path folder)
      throws Exception {
    Certificate certificate = Certificate.inFolder(folder, "ip:127.0.0.1");
    Certificate another = Certificate.inFolder(folder, "ip:127.0.0.1");
    try (RtspCamera camera = RtspCamera.start(certificate.withKey())) {
      String uri = camera.uri("h264").replace("rtsp:", "rtsps:");
      try (FrameSource anyCertificate = open(uri);
          FrameSource verified = open(uri + "#ca=" + certificate.file())) {
        assertThat(Video.widthOf(anyCertificate.read())).isEqualTo(320);
        assertThat(Video.widthOf(verified.read())).isEqualTo(320);
      }
      assertFails(
          uri + "#ca=" + another.file(),
          "the camera's certificate is of no authority in the file that #ca= names");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BASIC", "DIGEST"})
  void theRightLoginOpensAndAWrongOneIsReported(RtspCamera.Login login) throws Exception {
    try (RtspCamera camera = RtspCamera.start(login, "viewer", "hunter2")) {
      try (FrameSource source = open(camera.uri("h264", "viewer", "hunter2"))) {
        source.read().release();
      }
      assertFails(
          camera.uri("h264", "viewer", "hunter3"),
          "the camera refuses the login (401): check user and password in its URI");
      assertFails(
          camera.uri("h264"),
          "the camera wants a login (401): write it as in rtsp://user:password@host/path");
    }
  }

  /** As a variable of the configuration file is written into an address. */
  @ParameterizedTest
  @EnumSource(names = {"BASIC", "DIGEST"})
  void aPasswordMayContainAnyPercentEncodedCharacter(RtspCamera.Login login) throws Exception {
    try (RtspCamera camera = RtspCamera.start(login, "viewer", "p@s/w?r#d%1:x");
        FrameSource source = open(camera.uri("h264", "viewer", "p%40s%2Fw%3Fr%23d%251:x"))) {
      source.read().release();
    }
  }

  @Test
  void aMissingPathIsReported() throws Exception {
    try (RtspCamera camera = RtspCamera.start()) {
      assertFails(
          camera.uri("nowhere"), "the camera has no such stream (404): check the path in its URI");
    }
  }

  @Test
  void aKilledCameraFailsAndWorksAgainWhenItIsBack() throws Exception {
    try (RtspCamera camera = RtspCamera.start()) {
      try (FrameSource source = open(camera.uri("h264"))) {
        source.read().release();
        camera.kill();
        assertThatThrownBy(() -> readUntilItFails(source))
            .isInstanceOf(IOException.class)
            .hasMessageMatching("the camera has (ended its stream|cut the connection)");
      }
      assertFails(
          camera.uri("h264"),
          "nothing listens at that address (connection refused): is the camera on, and is the port right?");

      camera.startAgain();
      try (FrameSource source = open(camera.uri("h264"))) {
        source.read().release();
      }
    }
  }

  @Test
  void aCameraThatFallsSilentFails() throws Exception {
    try (RtspCamera camera = RtspCamera.start();
        FrameSource source = open(camera.uri("h264"))) {
      source.read().release();
      ChildProcesses.signal(camera.process(), "STOP");
      long start = System.nanoTime();

      assertThatThrownBy(() -> readUntilItFails(source))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the camera does not answer");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void h264NeedsNoOtherProgram() throws Exception {
    try (RtspCamera camera = RtspCamera.start();
        FrameSource source = open(camera.uri("h264"))) {
      source.read().release();

      assertThat(children.started()).containsExactly(camera.process());
      assertThat(source.passesThrough()).contains(true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264#client=ffmpeg", "jpeg"})
  void closingASilentCameraDoesNotWaitForIt(String stream) throws Exception {
    try (RtspCamera camera = RtspCamera.start()) {
      FrameSource source = open(camera.uri(stream));
      source.read().release();
      Set<ProcessHandle> ffmpeg = children.started();
      ffmpeg.remove(camera.process());
      ChildProcesses.signal(camera.process(), "STOP");
      long start = System.nanoTime();

      source.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(ffmpeg).hasSize(1).allMatch(ChildProcesses::isGone);
    }
  }

  private FrameSource open(String uri) throws Exception {
    return bench.open(new RtspDriver(), uri);
  }

  private void assertFails(String uri, String sentence) throws Exception {
    try (FrameSource source = open(uri)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
    }
  }

  private static void readUntilItFails(FrameSource source) throws Exception {
    while (true) {
      source.read().release();
    }
  }
}
