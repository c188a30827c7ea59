package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.tasks.TaskFailedException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Snapshots of a camera that is open only for them. */
final class SnapshotTaskIT extends RecordingFixture {

  SnapshotTaskIT() {
    super(320, 240, Duration.ofMillis(50));
  }

  @Test
  void aPictureTakenAfterTheStartIsStoredAndTheCameraLeft() throws Exception {
    Instant begun = Instant.now();
    JsonNode result = bench.run("snapshot", "{\"camera\":\"door\"}");
    Path file = bench.result(result);
    BufferedImage picture = Pictures.decoded(Files.readAllBytes(file));
    assertThat(picture.getWidth()).isEqualTo(320);
    assertThat(Instant.parse(result.get("captured").stringValue())).isAfterOrEqualTo(begun);
    assertThat(result.get("type").stringValue()).isEqualTo("image/jpeg");
    assertThat(result.get("size").longValue()).isEqualTo(Files.size(file));
    assertThat(camera.stream().viewers()).isZero();
    await().until(() -> !door.get().isOpen());
  }

  @Test
  void aFailingCameraFailsTheAttemptAndItsPlaceholderIsNotStored() {
    door.get().breaks();
    assertThatThrownBy(() -> bench.run("snapshot", "{\"camera\":\"door\"}"))
        .isInstanceOf(CameraFailedException.class)
        .hasMessage("The camera 'door' has failed: the cable is out.");
    assertThat(bench.files("results")).isEmpty();
    door.get().isMended();
  }

  @Test
  void cancellingLeavesTheCamera() throws Exception {
    bench.camera("slow", frames -> new PacedCamera(frames, 320, 240, Duration.ofMinutes(10)));
    RunningTask task = new RunningTask("snapshot", "{\"camera\":\"slow\"}");
    CompletableFuture<JsonNode> result = start(task);
    await().until(() -> !task.told().isEmpty());
    interrupt(result);
    assertThat(bench.files("results")).isEmpty();
  }

  @Test
  void otherSizesNeedATranscoder() {
    assertThatThrownBy(() -> bench.run("snapshot", "{\"camera\":\"door\",\"width\":160}"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("Ask without width and quality");
  }

  @Test
  void aMissingCameraFailsTheTask() {
    assertThatThrownBy(() -> bench.run("snapshot", "{\"camera\":\"window\"}"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("There is no camera 'window'.");
  }
}
