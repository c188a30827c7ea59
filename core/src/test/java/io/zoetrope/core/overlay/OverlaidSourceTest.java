package io.zoetrope.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.fixture.FakeStreamTranscoders;
import io.zoetrope.core.fixture.FakeTranscoders;
import io.zoetrope.core.fixture.FrameLedger;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera with a text burnt into its pictures. */
class OverlaidSourceTest {
  private final SettableClock clock = new SettableClock();
  private final CameraSystem system = CameraSystem.builder().time(clock).open();
  private final FakeCamera camera = new FakeCamera();
  private final FrameLedger ledger = new FrameLedger();
  private final FakeTranscoders transcoders = new FakeTranscoders();
  private final FakeStreamTranscoders decoders = new FakeStreamTranscoders();

  @AfterEach
  void nothingIsLeft() {
    await().until(() -> ledger.held() == 0);
    assertThat(transcoders.openNow()).isZero();
    await().until(() -> decoders.openNow() == 0);
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
  void videoIsDecodedBeforehandAndItsAudioLeftOut() throws Exception {
    try (FrameSource source = open(new OverlayText("{name}"))) {
      camera.showsVideo("no beginning", false, 640);
      camera.showsVideo("one");
      camera.shows(new byte[] {1}, new Track(1, new Opus(2)), true);
      camera.showsVideo("two", false, 640);
      assertThat(next(source)).isEqualTo("jpeg of one 640x360 640x360@80 Front door");
      assertThat(next(source)).isEqualTo("jpeg of two 640x360 640x360@80 Front door");
      assertThat(decoders.fed()).containsExactly("one", "two");
    }
  }

  @Test
  void videoMayChangeItsFormatOrTurnIntoJpeg() throws Exception {
    try (FrameSource source = open(new OverlayText("{name}"))) {
      camera.showsVideo("one");
      assertThat(next(source)).startsWith("jpeg of one");
      camera.showsVideo("wide", true, 1280);
      assertThat(next(source)).startsWith("jpeg of wide");
      camera.shows("a jpeg");
      assertThat(next(source)).isEqualTo("a jpeg 640x360@80 Front door");
      camera.showsVideo("three");
      assertThat(next(source)).startsWith("jpeg of three");
      assertThat(decoders.timesOpened()).isEqualTo(3);
    }
  }

  @Test
  void aCameraOfVideoThatFailsSaysWhy() throws Exception {
    try (FrameSource source = open(new OverlayText("{name}"))) {
      camera.showsVideo("one");
      assertThat(next(source)).startsWith("jpeg of one");
      camera.fails("its plug was pulled");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(source::read)
          .withMessage("its plug was pulled");
    }
  }

  @Test
  void aDecoderThatCannotBeOpenedIsReported() throws Exception {
    decoders.failsToOpen("it has no such decoder");
    try (FrameSource source = open(new OverlayText("{name}"))) {
      camera.showsVideo("one");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(source::read)
          .withMessage("it has no such decoder");
    }
  }

  @Test
  void closingEndsWhoReadsVideo() throws Exception {
    FrameSource source = open(new OverlayText("{name}"));
    camera.showsVideo("one");
    assertThat(next(source)).startsWith("jpeg of one");
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread reader = Thread.ofPlatform().start(() -> end.complete(catchThrowable(source::read)));
    await().until(camera::awaitsNext);
    source.close();
    camera.fails("nobody reads it any more");
    assertThat(end.get(1, TimeUnit.MINUTES)).isInstanceOf(IOException.class);
    reader.join();
  }

  private static String next(FrameSource source) throws Exception {
    Frame frame = source.read();
    try {
      return text(frame);
    } finally {
      frame.release();
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
            track -> decoders.open(track, OverlaidOpener.DECODED, system.context("door")),
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
