package io.zoetrope.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.fixture.FakeTranscoders;
import io.zoetrope.core.fixture.FrameLedger;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera with a text burnt into its pictures. */
class OverlaidSourceTest {
  private final SettableClock clock = new SettableClock();
  private final CameraSystem system = CameraSystem.builder().time(clock).open();
  private final FakeCamera camera = new FakeCamera();
  private final FrameLedger ledger = new FrameLedger();
  private final FakeTranscoders transcoders = new FakeTranscoders();

  @AfterEach
  void nothingIsLeft() {
    assertThat(ledger.held()).isZero();
    assertThat(transcoders.openNow()).isZero();
    assertThat(camera.isOpen()).isFalse();
  }

  @Test
  void eachPictureHasTheTimeItWasTakenAt() throws Exception {
    try (FrameSource source = open(OverlayText.NAME_AND_TIME)) {
      camera.shows("one");
      Frame first = source.read();
      String time = localTime();
      clock.advance(Duration.ofSeconds(90));
      camera.shows("two");
      Frame second = source.read();

      assertThat(text(first)).isEqualTo("one 640x360@80 Front door  " + time);
      assertThat(text(second)).isEqualTo("two 640x360@80 Front door  " + localTime());
      assertThat(first.sequence()).isEqualTo(second.sequence() - 1);
      assertThat(first.capturedNanos()).isEqualTo(clock.nanoTime() - 90_000_000_000L);
      first.release();
      second.release();
    }
  }

  @Test
  void aFewBrokenPicturesAreLeftOut() throws Exception {
    try (FrameSource source = open(new OverlayText("{name}"))) {
      transcoders.fails("it is cut off");
      for (int n = 0; n < 10; n++) {
        camera.shows("broken");
      }
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(source::read)
          .withMessage("it is cut off");
      transcoders.worksAgain();
      camera.shows("good");
      Frame good = source.read();
      assertThat(text(good)).isEqualTo("good 640x360@80 Front door");
      good.release();
    }
  }

  @Test
  void withoutATranscoderTheCameraFailsAndSaysWhatToDo() {
    transcoders.failsToOpen("its natives are not for this machine");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> open(OverlayText.NAME_AND_TIME))
        .withMessageContaining("its natives are not for this machine")
        .withMessageContaining("remove 'overlay'");
    assertThat(camera.timesOpened()).isZero();
  }

  @Test
  void aCameraThatDoesNotOpenLeavesNoTranscoder() {
    camera.failsToOpen("there is no such device");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> open(OverlayText.NAME_AND_TIME))
        .withMessage("there is no such device");
    assertThat(transcoders.timesOpened()).isEqualTo(1);
  }

  @Test
  void canBeClosedTwice() throws Exception {
    FrameSource source = open(OverlayText.NAME_AND_TIME);
    source.close();
    source.close();

    assertThat(camera.timesClosed()).isEqualTo(1);
    assertThat(transcoders.timesOpened()).isEqualTo(1);
  }

  private FrameSource open(OverlayText text) throws IOException, InterruptedException {
    return new OverlaidOpener(
            ledger.watching(camera.in(system.context("door"))),
            "Front door",
            text,
            Optional.of(transcoders),
            camera.frames())
        .open();
  }

  private String localTime() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(clock.now().atZone(ZoneId.systemDefault()));
  }

  private static String text(Frame frame) {
    return frame.data().toString(StandardCharsets.UTF_8);
  }
}
