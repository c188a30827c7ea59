package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.TaskFailedException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Time-lapses, also over restarts. */
final class TimelapseIT extends RecordingFixture {
  private static final String FOR_2S =
      "{\"camera\":\"door\",\"interval\":\"200ms\",\"for\":\"2s\",\"fps\":10}";

  TimelapseIT() {
    super(160, 120, Duration.ofMillis(30));
  }

  @Test
  void aPictureEveryIntervalBecomesAVideo() throws Exception {
    RunningTask task = new RunningTask("timelapse", FOR_2S);
    JsonNode result = bench.run(task);
    int pictures = result.get("pictures").intValue();
    assertThat(pictures).isBetween(8, 10);
    assertThat(result.get("missed").intValue()).isEqualTo(10 - pictures);
    Probe video = Probe.of(bench.result(result));
    assertThat(video.codec()).isEqualTo("h264");
    assertThat(video.seconds()).isCloseTo(pictures / 10.0, within(0.05));
    assertThat(task.told()).extracting(Progress::percent).isSorted();
    assertThat(task.told()).extracting(Progress::note).contains("3 pictures");
  }

  @Test
  void aVideoOfARotatedCameraIsUpright() throws Exception {
    await().until(() -> door.get() != null);
    door.get().isHeld(6);
    JsonNode result = bench.run("timelapse", FOR_2S);

    Probe video = Probe.of(bench.result(result));
    assertThat(video.width()).isEqualTo(120).isEqualTo(result.get("width").intValue());
    assertThat(video.height()).isEqualTo(160).isEqualTo(result.get("height").intValue());
    BufferedImage shown = Probe.picture(bench.result(result), 0);
    BufferedImage picture = Pictures.decoded(Pictures.whole(160, 120, 1));
    assertThat(Turned.difference(shown, Turned.by(6, picture)))
        .isLessThan(Turned.difference(shown, Turned.by(8, picture)) / 2);
  }

  @Test
  void aRestartContinuesWithTheStoredPictures() throws Exception {
    RunningTask first = new RunningTask("timelapse", FOR_2S);
    CompletableFuture<JsonNode> interrupted = start(first);
    await().until(() -> first.told().size() >= 3);
    interrupt(interrupted);
    Path pictures = data.resolve("work").resolve(first.task().id() + ".pictures");
    long bytes = Files.size(pictures);
    // As a crash leaves it in the middle of a picture.
    Files.write(pictures, new byte[500], StandardOpenOption.APPEND);

    JsonNode result = bench.run(first.again(1));
    assertThat(result.get("pictures").intValue()).isBetween(3, 10);
    assertThat(result.get("size").longValue()).isEqualTo(Files.size(bench.result(result)));
    assertThat(Probe.of(bench.result(result)).frames())
        .isBetween(result.get("pictures").intValue(), result.get("pictures").intValue() + 1);
    assertThat(bytes).isPositive();
    assertThat(pictures).doesNotExist();
  }

  @Test
  void anErrorKeepsThePicturesForTheNextAttempt() throws Exception {
    RunningTask first = new RunningTask("timelapse", FOR_2S);
    first.breaksAfter(3);
    assertThatThrownBy(() -> bench.run(first)).isInstanceOf(NoClassDefFoundError.class);
    Path pictures = data.resolve("work").resolve(first.task().id() + ".pictures");
    assertThat(pictures).isNotEmptyFile();

    JsonNode result = bench.run(first.again(2));

    assertThat(result.get("pictures").intValue()).isBetween(3, 10);
    assertThat(pictures).doesNotExist();
  }

  @Test
  void aTaskWhoseResultWasNotReportedIsNotRepeated() throws Exception {
    RunningTask task = new RunningTask("timelapse", FOR_2S);
    JsonNode result = bench.run(task);
    int shown = door.get().shown();
    assertThat(bench.run(task.again(2))).hasToString(result.toString());
    assertThat(door.get().timesOpened()).isEqualTo(1);
    assertThat(door.get().shown()).isLessThan(shown + 30);

    bench.unwanted.add(task.task().id());
    bench.recordings().tidy();
    assertThat(bench.files("work")).isEmpty();
  }

  @Test
  void cancellingRemovesThePictures() throws Exception {
    RunningTask task = new RunningTask("timelapse", FOR_2S.replace("2s", "8h"));
    CompletableFuture<JsonNode> cancelled = start(task);
    await().until(() -> task.told().size() >= 2);
    assertThat(bench.files("work")).hasSize(1);
    bench.unwanted.add(task.task().id());
    interrupt(cancelled);
    assertThat(bench.files("work")).isEmpty();
  }

  @Test
  void aCameraThatFailsForAWhileCostsPicturesOnly() throws Exception {
    RunningTask task = new RunningTask("timelapse", FOR_2S);
    CompletableFuture<JsonNode> made = start(task);
    await().until(() -> task.told().size() >= 2);
    door.get().breaks();
    await()
        .until(
            () -> task.told().stream().anyMatch(told -> told.note().contains("the cable is out")));
    door.get().isMended();
    JsonNode result = made.get(1, TimeUnit.MINUTES);
    assertThat(result.get("missed").intValue()).isPositive();
    assertThat(result.get("pictures").intValue()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void withoutAnyPictureThereIsNoVideo() {
    door.get().breaks();
    assertThatThrownBy(() -> bench.run("timelapse", FOR_2S.replace("2s", "600ms")))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("the cable is out");
    assertThat(bench.files("work")).isEmpty();
    door.get().isMended();
  }

  @Test
  void theFirstPictureIsTakenAtOnceHoweverSlowTheStart() throws Exception {
    bench.lookupsTake(Duration.ofMillis(20));
    RunningTask task =
        new RunningTask("timelapse", "{\"camera\":\"door\",\"interval\":\"1h\",\"for\":\"3h\"}");
    CompletableFuture<JsonNode> made = start(task);
    await()
        .untilAsserted(
            () -> assertThat(task.told()).extracting(Progress::note).containsExactly("1 pictures"));
    interrupt(made);
  }

  @Test
  void theCameraIsClosedBetweenPicturesFarApart() throws Exception {
    RunningTask task =
        new RunningTask("timelapse", "{\"camera\":\"door\",\"interval\":\"1h\",\"for\":\"3h\"}");
    CompletableFuture<JsonNode> made = start(task);
    await().until(() -> !task.told().isEmpty());
    await().until(() -> !door.get().isOpen());
    assertThat(bench.processes().started()).isEmpty();
    interrupt(made);
  }
}
