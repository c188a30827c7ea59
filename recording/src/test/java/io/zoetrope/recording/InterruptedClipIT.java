package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clips of a camera that fails or changes, and clips that are cancelled. */
final class InterruptedClipIT extends RecordingFixture {

  InterruptedClipIT() {
    super(320, 240, UNEVEN);
  }

  @Test
  void theLastPictureStaysWhileTheCameraFails() throws Exception {
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":3}"));
    await().until(() -> door.get().shown() > 12);
    door.get().breaks();
    await().until(() -> CameraPictures.fault(camera).isPresent());
    door.get().isMended();

    JsonNode result = clip.get(1, TimeUnit.MINUTES);
    Path video = bench.result(result);
    assertThat(Probe.of(video).seconds()).isCloseTo(3, within(0.05));
    assertThat(result.get("interruptions").intValue()).isEqualTo(1);
    assertThat(door.get().timesOpened()).isEqualTo(2);
    double longest = 0;
    double[] times = Probe.times(video);
    for (int i = 1; i < times.length; i++) {
      longest = Math.max(longest, times[i] - times[i - 1]);
    }
    assertThat(longest).as("the gap in s").isGreaterThan(0.15);
    assertThat(times[times.length - 1]).isGreaterThan(2.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "h264"})
  void aChangeOfSizeDoesNotBreakTheClip(String format) throws Exception {
    newCamera(321, 243);
    CompletableFuture<JsonNode> clip =
        start(
            new RunningTask(
                "clip", "{\"camera\":\"door\",\"seconds\":2,\"format\":\"%s\"}".formatted(format)));
    await().until(() -> door.get().shown() > 15);
    door.get().turnsSmall();

    JsonNode result = clip.get(1, TimeUnit.MINUTES);
    Probe video = Probe.of(bench.result(result));
    assertThat(video.seconds()).isCloseTo(2, within(0.05));
    assertThat(video.frames()).isGreaterThanOrEqualTo(result.get("pictures").intValue());
    if (format.equals("h264")) {
      assertThat(video).extracting(Probe::width, Probe::height).containsExactly(320, 242);
      assertThat(video.pixels()).isEqualTo("yuv420p");
    }
  }

  @Test
  void aCameraThatFailsFromTheStartFailsTheAttempt() {
    door.get().breaks();
    assertThatThrownBy(() -> bench.run("clip", "{\"camera\":\"door\",\"seconds\":2}"))
        .isInstanceOf(CameraFailedException.class)
        .hasMessage("The camera 'door' has failed: the cable is out.");
    assertThat(bench.files("results")).isEmpty();
  }

  @Test
  void cancellingLeavesNothingBehind() throws Exception {
    RunningTask task = new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":60}");
    CompletableFuture<JsonNode> clip = start(task);
    await("a video in the making").until(() -> bench.files("results").size() == 1);
    interrupt(clip);
    assertThat(bench.processes().started()).isEmpty();
    assertThat(bench.files("results")).isEmpty();
    await("the camera is left").until(() -> !door.get().isOpen());
  }

  @Test
  void cancellingDoesNotWaitForAnFfmpegThatHangs() throws Exception {
    RunningTask task =
        new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":60,\"format\":\"copy\"}");
    CompletableFuture<JsonNode> clip = start(task);
    await().until(() -> bench.processes().started().size() == 1 && door.get().shown() > 5);
    ChildProcesses.signal(bench.processes().started().iterator().next(), "STOP");
    interrupt(clip);
  }

  @Test
  void anFfmpegThatIsKilledFailsTheAttempt() throws Exception {
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":60,\"format\":\"copy\"}"));
    await().until(() -> bench.processes().started().size() == 1 && door.get().shown() > 5);
    ChildProcesses.signal(bench.processes().started().iterator().next(), "KILL");
    assertThatThrownBy(() -> clip.get(1, TimeUnit.MINUTES))
        .hasRootCauseMessage("FFmpeg could not make the video: it was killed (signal 9).");
    assertThat(bench.files("results")).isEmpty();
  }

  @Test
  void aReconfiguredCameraIsFollowed() throws Exception {
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":5,\"format\":\"copy\"}"));
    await().until(() -> door.get().shown() > 2);
    newCamera(320, 240);
    JsonNode result = clip.get(1, TimeUnit.MINUTES);
    assertThat(door.get().shown()).as("pictures of the new one").isGreaterThan(5);
    double[] times = Probe.times(bench.result(result));
    assertThat(times[times.length - 1]).isGreaterThan(4.5);
  }
}
