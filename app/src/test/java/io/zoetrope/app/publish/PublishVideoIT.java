package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.app.clients.Program;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg and curl publish video, as people type it, and others watch it undecoded. */
final class PublishVideoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> PICTURES =
      List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=6");
  private static final List<String> SOUND =
      List.of("-f", "lavfi", "-i", "sine=duration=6:sample_rate=48000");

  private final EncodedFiles files;
  private final List<Process> running = new ArrayList<>();
  private Served served;
  private String publish;

  PublishVideoIT(@TempDir Path folder) {
    files = new EncodedFiles(folder);
  }

  @BeforeEach
  void start() throws Exception {
    served = Served.cameras("door=push:");
    publish = served.url("cameras/door/publish");
  }

  @AfterEach
  void stop() {
    running.forEach(Process::destroyForcibly);
    served.close();
  }

  @ParameterizedTest
  @CsvSource({
    "flv, H264, libx264, h264",
    "mpegts, H264, libx264, h264",
    "mpegts, H265, libx265, hevc"
  })
  void ffmpegPublishesVideoAndItIsWatchedUndecoded(
      String container, UnitSyntax syntax, String encoder, String bare) throws Exception {
    Path pictures =
        files.encoded(
            "v.mkv", PICTURES, encoder, "-bf 2 -g 25 -x265-params info=0", "-f", "matroska");
    Path sound = files.encoded("a.mkv", SOUND, "aac", "", "-f", "matroska");
    Path clip = files.joined("mp4", pictures, sound);

    Process publisher = publish(clip, container);
    Path watched = watch();
    await().atMost(PATIENCE).until(() -> tracks().size() == 2);

    assertThat(publisher.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(publisher.exitValue()).isZero();
    List<String> sent = files.unitsOf(syntax, pictures, bare);
    await()
        .atMost(PATIENCE)
        .until(() -> files.unitsOf(syntax, watched, bare).contains(sent.getLast()));
    // On a busy machine the viewer jumps to a key frame; after the end comes a placeholder.
    List<String> seen =
        files.unitsOf(syntax, watched, bare).stream().filter(sent::contains).toList();
    assertThat(seen).hasSizeGreaterThan(25);
    assertThat(sent).containsSubsequence(seen);
    assertThat(EncodedFiles.packetsOf(watched))
        .filteredOn(EncodedFiles.packetsOf(sound)::contains)
        .hasSizeGreaterThan(40);
  }

  @Test
  void publishedVideoIsAlsoShownAsJpegs() throws Exception {
    Path clip = files.encoded("v.flv", PICTURES, "libx264", "-g 250", "-f", "flv");
    Process _ = publish(clip, "flv", "-stream_loop", "-1");
    Path file = files.folder().resolve("snapshot");

    Program.run(
        0,
        ("curl -sS --fail -o " + file + " " + served.url("cameras/door/snapshot.jpg")).split(" "));

    assertThat(file).binaryContent().startsWith(0xFF, 0xD8);
  }

  @Test
  void aFileIsPlayedAtItsOwnSpeedHoweverFastItIsSent() throws Exception {
    Path clip = files.encoded("v.ts", PICTURES, "libx264", "-bf 0 -g 25", "-f", "mpegts");
    long begun = System.nanoTime();

    String answer =
        Program.run(0, "curl", "-sS", "--fail-with-body", "-T", clip.toString(), publish);

    assertThat(answer).isEqualTo("{\"pictures\":150,\"dropped\":0}");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void otherContainersAreRefusedWithASentenceThatSaysWhatToSend() throws Exception {
    Path clip = files.encoded("v.mp4", PICTURES, "libx264", "", "-f", "mp4");

    String answer = Program.run(0, "curl", "-sS", "-T", clip.toString(), publish);

    assertThat(answer)
        .isEqualTo(
            "{\"error\":{\"code\":\"no_pictures\",\"message\":\"This cannot be published: it is MP4;"
                + " with -f flv or -f mpegts, FFmpeg makes what can be published of it.\"}}");
  }

  private Process publish(Path clip, String container, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-re"));
    command.addAll(List.of(options));
    command.addAll(List.of("-i", clip.toString(), "-c", "copy", "-f", container, publish));
    Process publisher = run(command);
    await().atMost(PATIENCE).until(() -> served.get("cameras/door/publish").contains("busy"));
    return publisher;
  }

  private Path watch() throws IOException {
    Path watched = files.folder().resolve("watched.mp4");
    String url = served.url("cameras/door/stream.mp4");
    Process _ = run(List.of("curl", "-sN", "-o", watched.toString(), url));
    return watched;
  }

  private Process run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.add(process);
    return process;
  }

  private JsonArray tracks() throws Exception {
    return new JsonObject(served.get("api/cameras/door")).getJsonArray("tracks");
  }
}
