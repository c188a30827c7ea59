package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as users run them: what they do, and what they say when they cannot. */
final class CommandLineIT {
  @TempDir private Path folder;

  @Test
  void helpShowsTheCommandsAndTheKindsOfCamera() throws Exception {
    Outcome help = Cli.run(folder, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("serve", "probe", "snapshot", "worker", "rtsp://", "v4l2:/dev/video0")
        .doesNotContain("warm-up");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void helpIsACommandAsWell() throws Exception {
    assertThat(Cli.run(folder, "help")).isEqualTo(Cli.run(folder, "--help"));
    assertThat(Cli.run(folder, "help", "probe")).isEqualTo(Cli.run(folder, "probe", "--help"));
  }

  @Test
  void theDeviceFileOfAWebcamNamesItEverywhere() throws Exception {
    String node = "/dev/video987";
    for (List<String> arguments :
        List.of(List.of("probe", node), List.of("snapshot", node, "-o", "now.jpg"))) {
      Outcome failed = Cli.run(folder, arguments.toArray(String[]::new));
      assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
      assertThat(failed.err()).startsWith("zoetrope: v4l2:/dev/video987: ");
    }
    Files.writeString(folder.resolve("my.yaml"), "cameras: {door: /dev/video987}\n");
    assertThat(Cli.run(folder, "check-config", "my.yaml").out())
        .contains("  door         v4l2:/dev/video987");
  }

  @Test
  void aSnapshotIsACompleteJpegFile() throws Exception {
    Outcome taken = Cli.run(folder, "snapshot", "test:?size=320x180", "-o", "now.jpg");
    assertThat(taken).isEqualTo(new Outcome(0, "", ""));
    assertThat(Files.readAllBytes(folder.resolve("now.jpg")))
        .startsWith(0xFF, 0xD8)
        .endsWith(0xFF, 0xD9);
    assertThat(Cli.run(folder, "snapshot", "slideshow:", "-o", "-").exitCode()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("out")))
        .startsWith(0xFF, 0xD8)
        .endsWith(0xFF, 0xD9);
  }

  @Test
  void probeReportsSizeAndRate() throws Exception {
    Outcome probed = Cli.run(folder, "probe", "test:?size=320x180&fps=20");
    assertThat(probed.exitCode()).isZero();
    assertThat(probed.out())
        .contains("JPEG 320x180")
        .containsPattern("rate +(1\\d|20)\\.\\d frames/s");
  }

  @Test
  void probeOfAMissingCameraSaysWhyWithoutItsPassword() throws Exception {
    Outcome probed = Cli.run(folder, "probe", "rtsp://me:s3cret@127.0.0.1:9/x");
    assertThat(probed.exitCode()).isEqualTo(1);
    assertThat(probed.err())
        .contains("rtsp://***@127.0.0.1:9/x")
        .contains("connection refused")
        .doesNotContain("s3cret");
    assertThat(probed.err().lines().toList()).hasSize(2).last().asString().startsWith("Try: ");
  }

  @Test
  void aPortInUseGivesOneLineAndExitCodeTwo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome refused = Cli.run(folder, "serve", "--port", String.valueOf(taken.getLocalPort()));
      refusedInOneLine(refused, "Port 127.0.0.1:" + taken.getLocalPort() + " is in use", "--port");
    }
  }

  @Test
  void invalidInputGivesOneLineAndExitCodeTwo() throws Exception {
    refusedInOneLine(
        Cli.run(folder, "serve", "--camera", "a=clip.mp4"), "'clip.mp4' is not a camera URI");
    refusedInOneLine(
        Cli.run(folder, "serve", "--host", "localhost:8081"),
        "'localhost:8081' is more than a host: write --host localhost --port 8081.");
    refusedInOneLine(
        Cli.run(folder, "serve", "--camera", "a=foo:bar"), "there is no camera of kind 'foo:'");
    refusedInOneLine(
        Cli.run(folder, "serve", "--camera", "a=test:?size=huge"), "the option size is 'huge'");
    refusedInOneLine(
        Cli.run(folder, "serve", "--camera", "a b=test:"), "'a b' cannot name a camera");
    refusedInOneLine(
        Cli.run(folder, "serve", "--redis", "redis://:s3cret@a b"),
        "'redis://***@a b' is not the URI of a Redis");
    refusedInOneLine(
        Cli.run(folder, "serve", "--database", "mysql://me:s3cret@h/d"),
        "The database: This is not the address of a database. Write jdbc:sqlite:");
    refusedInOneLine(
        Cli.run(folder, "serve", "--config", "absent.yaml"),
        "There is no configuration file absent.yaml");
    refusedInOneLine(
        Cli.run(folder, "snapshot", "test:", "-o", "absent/now.jpg"),
        "Cannot write absent/now.jpg");
  }

  @Test
  void usageErrorsPointToTheHelp() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("serve", "--prot", "1"),
            List.of("serve", "--port", "x"),
            List.of("serve", "--log-level", "loud"),
            List.of("worker", "--redis", "redis://192.0.2.9", "--log-level", "INFO"),
            List.of("serve", "--camera", "test"),
            List.of("nothing"),
            List.of("probe"))) {
      Outcome refused = Cli.run(folder, arguments.toArray(String[]::new));
      assertThat(refused.exitCode()).as("%s", arguments).isEqualTo(2);
      assertThat(refused.err().lines().toList())
          .as("%s", arguments)
          .hasSize(2)
          .last()
          .asString()
          .contains("--help");
    }
  }

  @Test
  void theConfigurationInTheFolderIsReadAndItsErrorsNameTheLine() throws Exception {
    Files.writeString(
        folder.resolve("zoetrope.yaml"), "cameras:\n  door: {source: 'test:', sorce: 'test:'}\n");
    refusedInOneLine(
        Cli.run(folder, "serve"),
        "zoetrope.yaml:2: there is no setting 'sorce'; expected source, small, name, linger");
  }

  @Test
  void servePrintsItsAddressAndEndsOnASignal() throws Exception {
    Process serving =
        Cli.start(
            folder, "serve", "--port", "0", "--camera", "door=rtsp://me:s3cret@127.0.0.1:9/x");
    try {
      await().until(() -> Cli.text(folder, "out").contains("door"));
      assertThat(Cli.text(folder, "out"))
          .containsPattern("ready: http://127\\.0\\.0\\.1:\\d+/")
          .contains("rtsp://***@")
          .doesNotContain("s3cret", "whoever");
      serving.destroy();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      serving.destroyForcibly();
    }
  }

  @Test
  void allErrorsOfTheConfigurationAreReportedAtOnceIncludingThoseOfDriversAndTasks()
      throws Exception {
    Files.writeString(
        folder.resolve("zoetrope.yaml"),
        """
        cameras:
          phone: push:
          door: 'test:?size=huge'
          gate: {source: 'nothing'}
        schedules:
          night: {cron: '@daily', task: clip, payload: {camera: dor, seconds: 3}}
          dawn: {cron: '@daily', task: snapshot, payload: {camera: gate, size: 3}}
          dusk: {cron: '@daily', task: snapshot, payload: {camera: gate}}
        """);
    for (String command : List.of("serve", "check-config")) {
      Outcome refused = Cli.run(folder, command);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err().lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("zoetrope: zoetrope.yaml:2: put the address in"),
              line -> assertThat(line).startsWith("zoetrope: zoetrope.yaml:3: Camera door: test: "),
              line -> assertThat(line).startsWith("zoetrope: zoetrope.yaml:4: 'nothing' is not"),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          "zoetrope: zoetrope.yaml:6: Schedule night: There is no camera 'dor'."),
              line ->
                  assertThat(line)
                      .startsWith("zoetrope: zoetrope.yaml:7: Schedule dawn: ")
                      .contains("'size'"));
    }
  }

  @Test
  void aValidConfigurationIsReportedWithNotesAboutWhatIsMissing() throws Exception {
    Files.writeString(
        folder.resolve("my.yaml"),
        """
        cameras:
          door: rtsp://me:s3cret@192.0.2.7/s
          clip: file:absent.mp4
        schedules:
          night: {cron: '@daily', task: clip, payload: {camera: door, seconds: 3}}
        """);
    assertThat(Cli.run(folder, "check-config", "my.yaml"))
        .isEqualTo(
            new Outcome(
                0,
                """
                my.yaml is fine: 2 cameras, 1 schedule, no webhooks
                  door         rtsp://***@192.0.2.7/s
                  clip         file:absent.mp4
                Note: Camera clip: file: there is no file 'absent.mp4'
                """,
                ""));
    refusedInOneLine(
        Cli.run(folder, "check-config"), "There is no configuration file zoetrope.yaml");
    assertThat(Cli.run(folder, "check-config", "--help").out())
        .contains("Usage: zoetrope check-config", "The exit code is 0");
  }

  private static void refusedInOneLine(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("zoetrope: ").contains(parts);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.out()).isEmpty();
  }
}
