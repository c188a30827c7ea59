package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.tasks.Progress;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clips of a camera, by a real FFmpeg, measured by ffprobe. */
final class ClipIT {
  private static final Duration[] UNEVEN = {
    Duration.ofMillis(20), Duration.ofMillis(30), Duration.ofMillis(110)
  };

  @TempDir private Path data;
  private RecordingBench bench;
  private final AtomicReference<PacedCamera> door = new AtomicReference<>();
  private Camera camera;

  @BeforeEach
  void open() throws Exception {
    bench = new RecordingBench(data);
    camera = unevenCamera(320, 240);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "h264"})
  void aVideoLastsAsLongAsWasAskedHoweverUnevenTheCamera(String format) throws Exception {
    RunningTask task =
        new RunningTask(
            "clip", "{\"camera\":\"door\",\"seconds\":2,\"format\":\"%s\"}".formatted(format));
    JsonNode result = bench.run(task);

    Probe video = Probe.of(bench.result(result));
    assertThat(video.codec()).isEqualTo(format.equals("copy") ? "mjpeg" : "h264");
    assertThat(video.width()).isEqualTo(320);
    assertThat(video.height()).isEqualTo(240);
    assertThat(video.seconds()).isCloseTo(2, within(0.05));
    assertThat(result.get("dropped").intValue()).isZero();
    int pictures = result.get("pictures").intValue();
    assertThat(pictures).isBetween(20, 45);
    // The last picture may be shown once more, so that it lasts to the end.
    assertThat(video.frames()).isBetween(pictures, pictures + 1);
    assertThat(result.get("size").longValue()).isEqualTo(bench.result(result).toFile().length());
    assertThat(result.get("type").stringValue()).isEqualTo("video/mp4");
    assertThat(bench.files("results")).containsExactly(result.get("file").stringValue());
    assertThat(task.told()).extracting(Progress::percent).isSorted().contains(99);
    assertThat(task.told()).extracting(Progress::note).contains("recording, 1 of 2 s");
  }

  @ParameterizedTest
  @CsvSource({"copy, 6", "copy, 3", "copy, 8", "h264, 6", "h264, 3", "h264, 5"})
  void aClipShowsWhatPeopleSeeOfACameraThatIsHeldOtherwise(String format, int orientation)
      throws Exception {
    door.get().isHeld(orientation);
    JsonNode result =
        bench.run(
            "clip", "{\"camera\":\"door\",\"seconds\":1,\"format\":\"%s\"}".formatted(format));

    BufferedImage shown = Probe.picture(bench.result(result), 0);
    BufferedImage seen = Turned.by(orientation, Pictures.decoded(Pictures.whole(320, 240, 1)));
    assertThat(shown.getWidth())
        .isEqualTo(seen.getWidth())
        .isEqualTo(result.get("width").intValue());
    assertThat(shown.getHeight())
        .isEqualTo(seen.getHeight())
        .isEqualTo(result.get("height").intValue());
    for (int other = 1; other <= 8; other++) {
      BufferedImage unlike = Turned.by(other, Pictures.decoded(Pictures.whole(320, 240, 1)));
      if (other != orientation && unlike.getWidth() == seen.getWidth()) {
        assertThat(Turned.difference(shown, seen)).isLessThan(Turned.difference(shown, unlike) / 2);
      }
    }
    if (format.equals("copy")) {
      // For players that do not look into the pictures.
      assertThat(Math.abs(Probe.rotation(bench.result(result))))
          .isEqualTo(orientation == 3 ? 180 : 90);
    }
  }

  @Test
  void eachPictureOfAClipIsTurnedAsItSaysItself() throws Exception {
    door.get().isHeld(6);
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":2}"));
    await().until(() -> door.get().shown() > 15);
    door.get().isHeld(1);
    JsonNode result = clip.get(20, TimeUnit.SECONDS);

    BufferedImage picture = Pictures.decoded(Pictures.whole(320, 240, 1));
    BufferedImage first = Probe.picture(bench.result(result), 0);
    BufferedImage last = Probe.picture(bench.result(result), 1.8);
    assertThat(Turned.difference(first, Turned.by(6, picture)))
        .isLessThan(Turned.difference(first, Turned.by(8, picture)) / 2);
    // Fitted into a video of 240x320: its upper edge is 70 pixels below.
    BufferedImage middle = last.getSubimage(0, 70, 240, 180);
    assertThat(Turned.difference(middle, smaller(picture, 240, 180)))
        .isLessThan(Turned.difference(middle, smaller(Turned.by(3, picture), 240, 180)) / 2);
  }

  private static BufferedImage smaller(BufferedImage picture, int width, int height) {
    BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = smaller.createGraphics();
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return smaller;
  }

  @Test
  void eachPictureIsShownWhenItWasCaptured() throws Exception {
    JsonNode result = bench.run("clip", "{\"camera\":\"door\",\"seconds\":1,\"format\":\"copy\"}");
    double[] times = Probe.times(bench.result(result));
    long longPauses = 0;
    for (int i = 1; i < times.length; i++) {
      longPauses += times[i] - times[i - 1] > 0.08 ? 1 : 0;
    }
    // Each third pause is 110 ms, the others are 20 and 30.
    assertThat(longPauses).isBetween(times.length / 3 - 2L, times.length / 3 + 2L);
  }

  @Test
  void aCameraThatFailsInTheMiddleLeavesItsLastPictureStanding() throws Exception {
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":3}"));
    await().until(() -> door.get().shown() > 12);
    door.get().breaks();
    await().until(() -> CameraPictures.fault(camera).isPresent());
    door.get().isMended();

    JsonNode result = clip.get(20, TimeUnit.SECONDS);
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
  void aChangeOfSizeInTheMiddleDoesNotBreakIt(String format) throws Exception {
    unevenCamera(321, 243);
    CompletableFuture<JsonNode> clip =
        start(
            new RunningTask(
                "clip", "{\"camera\":\"door\",\"seconds\":2,\"format\":\"%s\"}".formatted(format)));
    await().until(() -> door.get().shown() > 15);
    door.get().turnsSmall();

    JsonNode result = clip.get(20, TimeUnit.SECONDS);
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
  void cancellingLeavesNothing() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    RunningTask task = new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":60}");
    CompletableFuture<JsonNode> clip = start(task, worker);
    await("a video in the making").until(() -> bench.files("results").size() == 1);
    worker.get().interrupt();

    assertThatThrownBy(() -> clip.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(bench.processes().started()).isEmpty();
    assertThat(bench.files("results")).isEmpty();
    await("the camera is left").until(() -> !door.get().isOpen());
  }

  @Test
  void cancellingDoesNotWaitForAnFfmpegThatHangs() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    RunningTask task =
        new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":60,\"format\":\"copy\"}");
    CompletableFuture<JsonNode> clip = start(task, worker);
    await().until(() -> bench.processes().started().size() == 1 && door.get().shown() > 5);
    ChildProcesses.signal(bench.processes().started().iterator().next(), "STOP");
    worker.get().interrupt();
    assertThatThrownBy(() -> clip.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void anFfmpegThatIsKilledFailsTheAttempt() throws Exception {
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":60,\"format\":\"copy\"}"));
    await().until(() -> bench.processes().started().size() == 1 && door.get().shown() > 5);
    ChildProcesses.signal(bench.processes().started().iterator().next(), "KILL");
    assertThatThrownBy(() -> clip.get(10, TimeUnit.SECONDS))
        .hasRootCauseMessage("FFmpeg could not make the video: it was killed (signal 9).");
    assertThat(bench.files("results")).isEmpty();
  }

  @Test
  void aCameraThatIsConfiguredAnewIsFollowed() throws Exception {
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":2,\"format\":\"copy\"}"));
    await().until(() -> door.get().shown() > 8);
    unevenCamera(320, 240);
    JsonNode result = clip.get(20, TimeUnit.SECONDS);
    assertThat(door.get().shown()).as("pictures of the new one").isGreaterThan(5);
    double[] times = Probe.times(bench.result(result));
    assertThat(times[times.length - 1]).isGreaterThan(1.5);
  }

  private Camera unevenCamera(int width, int height) {
    return bench.camera(
        "door",
        frames -> {
          PacedCamera made = new PacedCamera(frames, width, height, UNEVEN);
          door.set(made);
          return made;
        });
  }

  private CompletableFuture<JsonNode> start(RunningTask task) {
    return start(task, new AtomicReference<>());
  }

  private CompletableFuture<JsonNode> start(RunningTask task, AtomicReference<Thread> worker) {
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    worker.set(
        Thread.ofVirtual()
            .start(() -> {
              try {
                result.complete(bench.run(task));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            }));
    return result;
  }
}
