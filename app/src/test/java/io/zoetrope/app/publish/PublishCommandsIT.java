package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.app.clients.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of docs/cameras.md, as people type them. */
final class PublishCommandsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Served served;
  private String publish;
  private final List<Process> running = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    served = Served.cameras("phone=push:", "other=test:?size=320x180&fps=20");
    publish = served.url("cameras/phone/publish");
  }

  @AfterEach
  void stop() {
    running.forEach(Process::destroyForcibly);
    served.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f mpjpeg", "-c:v mjpeg -f mjpeg"})
  void ffmpegPublishesAVideo(String format) throws Exception {
    Path clip = Program.clip(folder.resolve("clip.mp4"), 12);
    Process viewer = watch();
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-re", "-i"));
    command.add(clip.toString());
    command.addAll(List.of(format.split(" ")));
    command.add(publish);

    Program.run(0, command.toArray(String[]::new));

    // On a busy machine the newest picture takes the place of some that wait.
    assertThat(picturesSeen(viewer)).isBetween(10, 40);
    assertThat(camera().getInteger("width")).isEqualTo(320);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-T FILE",
        "-X POST --data-binary @FILE",
        "-F picture=@FILE",
        "-H Expect:100-continue -T FILE",
        "--http1.0 -T FILE",
      })
  void curlPublishesOnePicture(String options) throws Exception {
    Path picture = folder.resolve("pic.jpg");
    Files.write(picture, PublishRig.picture(7));
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--fail-with-body"));
    command.addAll(List.of(options.replace("FILE", picture.toString()).split(" ")));
    command.add(publish);

    String answer = Program.run(0, command.toArray(String[]::new));

    assertThat(answer).isEqualTo("{\"pictures\":1,\"dropped\":0}");
    Path shown = folder.resolve("shown.jpg");
    String snapshot = served.url("cameras/phone/snapshot.jpg?max_age=60000");
    Program.run(0, "curl", "-sS", "--fail", "-o", shown.toString(), snapshot);
    assertThat(shown).hasSameBinaryContentAs(picture);
  }

  @Test
  void curlForwardsAnotherCamerasStream() throws Exception {
    Process viewer = watch();
    running.addAll(
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder("curl", "-sN", served.url("cameras/other/stream.mjpg")),
                new ProcessBuilder("curl", "-sN", "-T", "-", publish)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD))));

    await().atMost(PATIENCE).until(() -> camera().getInteger("frames") > 40);

    assertThat(camera().getInteger("width")).isEqualTo(320);
    assertThat(picturesSeen(viewer)).isGreaterThan(30);
  }

  private Process watch() throws IOException {
    Process viewer =
        new ProcessBuilder("curl", "-sN", served.url("cameras/phone/stream.mjpg"))
            .redirectOutput(folder.resolve("stream").toFile())
            .start();
    running.add(viewer);
    return viewer;
  }

  /**
   * How many pictures of the publisher's size came; placeholders after its end may be of that size,
   * too.
   */
  private int picturesSeen(Process viewer) throws Exception {
    viewer.destroy();
    viewer.waitFor();
    String widths =
        Program.run(
            0,
            "ffprobe",
            "-v",
            "quiet",
            "-f",
            "mpjpeg",
            "-show_entries",
            "frame=width",
            "-of",
            "csv=p=0",
            folder.resolve("stream").toString());
    return (int) widths.lines().filter(line -> line.startsWith("320")).count();
  }

  private JsonObject camera() throws Exception {
    return new JsonObject(served.get("api/cameras/phone"));
  }
}
