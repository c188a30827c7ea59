package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.cli.Cli.Outcome;
import io.zoetrope.app.clients.Program;
import io.zoetrope.app.config.ConfigFile;
import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.drivers.fixture.RtspCamera;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probe reports about cameras that work, and about each kind of failure. */
final class ProbeIT {
  @TempDir private Path folder;

  @Test
  void aCameraWithALoginIsProbedStepByStep() throws Exception {
    try (RtspCamera camera = RtspCamera.start(RtspCamera.Login.DIGEST, "viewer", "hunter2")) {
      Outcome probed = Cli.run(folder, "probe", camera.uri("h264", "viewer", "hunter2"));

      assertThat(probed.exitCode()).as(probed.err()).isZero();
      assertThat(probed.out())
          .containsSubsequence(
              "rtsp://***@127.0.0.1:" + camera.port() + "/h264",
              "  name        127.0.0.1 is an address",
              "  port        127.0.0.1:" + camera.port() + " answers",
              "  open        first picture after ",
              "  rate        ",
              "  source      h264 320x240",
              "  pictures    H.264 320x240",
              "  track       H.264 Constrained Baseline 1.3, 320x240, ",
              " frames/s, a key frame every 1.0 s, ",
              "  cost        next to none: pictures are passed on untouched",
              "  login       taken, or not asked for",
              "In zoetrope.yaml:",
              "in place of ***, what you typed")
          .containsPattern("rate +[12]?\\d\\.\\d frames/s over [34]\\.\\d s")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void aCameraOfJpegsCostsNextToNothing() throws Exception {
    try (RtspCamera camera = RtspCamera.start()) {
      Outcome probed = Cli.run(folder, "probe", camera.uri("jpeg"));
      assertThat(probed.exitCode()).as(probed.err()).isZero();
      assertThat(probed.out()).contains("source      mjpeg 320x240", "passed on untouched");
    }
  }

  @Test
  void aWrongPasswordStopsAtTheOpening() throws Exception {
    try (RtspCamera camera = RtspCamera.start(RtspCamera.Login.BASIC, "viewer", "hunter2")) {
      Outcome probed = Cli.run(folder, "probe", camera.uri("h264", "viewer", "hunter3"));
      fails(probed, "refuses the login (401)", "check user and password");
      assertThat(probed.out())
          .contains("port        127.0.0.1:" + camera.port() + " answers")
          .contains("open        failed\n");
      assertThat(probed.out() + probed.err()).doesNotContain("hunter3");

      fails(
          Cli.run(folder, "probe", camera.uri("nowhere", "viewer", "hunter2")),
          "no such stream (404)",
          "differs from maker to maker");
    }
  }

  @Test
  void anUnknownHostStopsAtTheName() throws Exception {
    Outcome probed = Cli.run(folder, "probe", "rtsp://me:s3cret@nosuch.invalid/stream1");
    assertThat(probed.exitCode()).isEqualTo(1);
    assertThat(probed.out()).contains("name        failed\n").doesNotContain("port  ");
    assertThat(probed.err()).contains("nosuch.invalid", "Try: ").doesNotContain("s3cret");
  }

  @Test
  void aClosedPortStopsAtThePort() throws Exception {
    int port = FreePort.find();
    Outcome probed = Cli.run(folder, "probe", "http://127.0.0.1:" + port + "/video");
    fails(
        probed,
        "nothing listens at 127.0.0.1:" + port + " (connection refused)",
        "is the camera on");
    assertThat(probed.out())
        .contains("name        127.0.0.1 is an address", "port        failed\n")
        .doesNotContain("open  ");
  }

  @Test
  void aSilentPortIsNotSaidToAnswer() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Nobody accepts: when the backlog is full, Linux does not answer.
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      String uri = "rtsp://127.0.0.1:" + full.getLocalPort() + "/stream1";
      Outcome probed = Cli.run(folder, "probe", uri);
      fails(probed, "does not answer within 3 seconds", "is the camera on");
      assertThat(probed.out()).contains("port        failed\n");
      assertThat(probed.out() + probed.err()).doesNotContain("talks");
    } finally {
      for (Socket each : waiting) {
        each.close();
      }
    }
  }

  @Test
  void aFileThatIsNotAVideoIsReported() throws Exception {
    Files.writeString(folder.resolve("letter.mp4"), "Dear Sir or Madam, ".repeat(1000));
    Outcome probed = Cli.run(folder, "probe", "file:letter.mp4");
    fails(probed, "not video that FFmpeg can read", "does another player show it");
    assertThat(probed.out()).contains("open        failed\n").doesNotContain("name  ", "port  ");
  }

  @Test
  void anInvalidAddressIsAUsageErrorAndNothingIsTried() throws Exception {
    Outcome probed = Cli.run(folder, "probe", "file:absent.mp4?speed=2");
    assertThat(probed)
        .isEqualTo(new Outcome(2, "", "zoetrope: file: knows no option 'speed'; it knows loop\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp://127.0.0.1:99999/x", "http://127.0.0.1:99999/x"})
  void anInvalidPortIsAUsageError(String uri) throws Exception {
    assertThat(Cli.run(folder, "probe", uri))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "zoetrope: '%s': its port should be a number from 1 to 65535\n".formatted(uri)));
  }

  @Test
  void aMissingFileIsReported() throws Exception {
    Outcome probed = Cli.run(folder, "probe", "file:absent.mp4");
    assertThat(probed.exitCode()).isEqualTo(1);
    assertThat(probed.err()).contains("file: there is no file 'absent.mp4'");
  }

  @Test
  void theSuggestedConfigurationIsValid() throws Exception {
    Program.clip(folder.resolve("clip.mp4"), 25);
    for (String uri :
        new String[] {"slideshow:", "test:?size=320x180", "file:clip.mp4?loop=true"}) {
      Outcome probed = Cli.run(folder, "probe", uri);
      assertThat(probed.exitCode()).as(probed.err()).isZero();
      assertThat(probed.out())
          .contains("zoetrope serve --camera " + ShellWord.of("camera=" + uri) + "\n");
      Matcher yaml = Pattern.compile("(?s)In zoetrope.yaml:\n(.*)").matcher(probed.out());
      assertThat(yaml.find()).isTrue();
      Path file =
          Files.writeString(
              folder.resolve("zoetrope.yaml"), yaml.group(1).replaceAll("(?m)^  ", ""));
      assertThat(ConfigFile.read(Optional.of(file), Map.of(), Map.of()).orThrow().cameras())
          .singleElement()
          .extracting(camera -> camera.source().uri())
          .hasToString(uri);
    }
  }

  private static void fails(Outcome probed, String reason, String advice) {
    assertThat(probed.exitCode()).as(probed.out()).isEqualTo(1);
    assertThat(probed.out()).as("it is said once, where errors go").doesNotContain(reason);
    assertThat(probed.err().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("zoetrope: ").contains(reason),
            line -> assertThat(line).startsWith("Try: ").contains(advice));
  }
}
