package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.tasks.Progress;
import java.awt.image.BufferedImage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clips of a camera, by a real FFmpeg, measured by ffprobe. */
final class ClipIT extends RecordingFixture {

  ClipIT() {
    super(320, 240, UNEVEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "h264"})
  void aVideoLastsAsLongAsRequestedHoweverUnevenTheCamera(String format) throws Exception {
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
  void aClipOfARotatedCameraIsUpright(String format, int orientation) throws Exception {
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
  void eachPictureOfAClipIsRotatedByItsOwnExifData() throws Exception {
    door.get().isHeld(6);
    CompletableFuture<JsonNode> clip =
        start(new RunningTask("clip", "{\"camera\":\"door\",\"seconds\":2}"));
    await().until(() -> door.get().shown() > 15);
    door.get().isHeld(1);
    JsonNode result = clip.get(1, TimeUnit.MINUTES);

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
}
