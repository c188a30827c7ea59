package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.app.clients.Program;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
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

/** Cameras that send sound only, heard with curl. */
final class HeardCamerasIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> SOUND =
      List.of("-f", "lavfi", "-i", "sine=duration=20:sample_rate=48000");

  private final EncodedFiles files;
  private final List<Process> running = new ArrayList<>();
  private Path sound;
  private Served served;

  HeardCamerasIT(@TempDir Path folder) {
    files = new EncodedFiles(folder);
  }

  @BeforeEach
  void start() throws Exception {
    sound = files.encoded("sound.mp4", SOUND, "aac", "", "-f", "mp4");
    served = Served.cameras("radio=file:" + sound, "door=push:");
  }

  @AfterEach
  void stop() {
    running.forEach(Process::destroyForcibly);
    served.close();
  }

  @Test
  void aFileIsHeard() throws Exception {
    assertThatItIsHeard("radio");
    assertThat(served.get("cameras/radio/snapshot.jpg")).contains("no_video", "sound only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flv", "mpegts"})
  void whatIsPublishedIsHeard(String container) throws Exception {
    run(
        "ffmpeg -v error -re -i %s -c copy -f %s %s"
            .formatted(sound, container, served.url("cameras/door/publish")));
    await().atMost(PATIENCE).until(() -> served.get("cameras/door/publish").contains("busy"));

    assertThatItIsHeard("door");
  }

  private void assertThatItIsHeard(String camera) throws Exception {
    Path heard = files.folder().resolve("heard.mp4");
    run("curl -sN -o " + heard + " " + served.url("cameras/" + camera + "/stream.mp4"));
    await().atMost(PATIENCE).until(() -> Files.exists(heard) && Files.size(heard) > 20_000);

    JsonObject status = new JsonObject(served.get("api/cameras/" + camera));
    assertThat(status.getString("state")).isEqualTo("live");
    JsonArray tracks = status.getJsonArray("tracks");
    assertThat(tracks.size()).isEqualTo(1);
    assertThat(tracks.getJsonObject(0).getString("codec")).isEqualTo("AAC");
    List<String> packets = EncodedFiles.packetsOf(heard);
    assertThat(packets).hasSizeGreaterThan(50);
    assertThat(EncodedFiles.packetsOf(sound)).containsAll(packets.subList(0, 50));
    assertThat(
            Program.run(
                0,
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "stream=codec_type",
                "-of",
                "csv=p=0",
                heard.toString()))
        .startsWith("audio");
  }

  private void run(String command) throws IOException {
    running.add(new ProcessBuilder(command.split(" ")).start());
  }
}
