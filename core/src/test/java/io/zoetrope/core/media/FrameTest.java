package io.zoetrope.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a finished frame holds, and who holds it. */
class FrameTest {
  private static final Jpeg VGA = new Jpeg(640, 480);

  @Test
  void itsDataIsWhatWasWritten() {
    Frame frame = finish(TestFrames.newFactory(), "JPEG", VGA);

    assertThat(text(frame.data())).isEqualTo("JPEG");
    assertThat(frame.sizeBytes()).isEqualTo(4);
    frame.release();
  }

  @Test
  void aViewHasIndicesOfItsOwn() {
    Frame frame = finish(TestFrames.newFactory(), "JPEG", VGA);

    frame.data().skipBytes(2);

    assertThat(text(frame.data())).isEqualTo("JPEG");
    frame.release();
  }

  @Test
  void aViewHoldsNoReference() {
    Frame frame = finish(TestFrames.newFactory(), "JPEG", VGA);
    ByteBuf view = frame.data();

    frame.release();

    assertThat(view.refCnt()).isZero();
  }

  @Test
  void theLastReleaseGivesTheBufferBack() {
    Frame frame = finish(TestFrames.newFactory(), "JPEG", VGA);
    ByteBuf view = frame.data();

    assertThat(frame.retain()).isSameAs(frame);
    frame.release();
    assertThat(view.refCnt()).isEqualTo(1);
    frame.release();
    assertThat(view.refCnt()).isZero();
    assertThatThrownBy(frame::data).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void framesOfOneFactoryAreNumberedInTheirOrder() {
    FrameFactory factory = TestFrames.newFactory();
    Frame first = finish(factory, "1", VGA);
    Frame second = finish(factory, "2", VGA);

    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    assertThat(first.sequence()).isPositive();
    first.release();
    second.release();
  }

  @Test
  void anAbandonedPictureUsesUpNoNumber() {
    FrameFactory factory = TestFrames.newFactory();
    Frame first = finish(factory, "1", VGA);
    factory.begin(8).close();
    Frame second = finish(factory, "2", VGA);

    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    first.release();
    second.release();
  }

  @Test
  void aFrameKnowsWhenItWasCaptured() {
    Frame frame = finish(TestFrames.newFactory(), "JPEG", VGA);

    assertThat(frame.capturedAt()).isEqualTo(TestFrames.NOON);
    assertThat(frame.capturedNanos()).isEqualTo(42);
    assertThat(frame.format()).isEqualTo(VGA);
    assertThat(frame.placeholder()).isFalse();
    frame.release();
  }

  @Test
  void everyJpegIsAKeyFrameAndAVideoFrameOnlyWhenMarkedAsOne() {
    TestFrames frames = new TestFrames();
    Frame jpeg = finish(TestFrames.newFactory(), "JPEG", VGA);
    Frame key = frames.key();
    Frame delta = frames.delta();

    assertThat(jpeg.keyFrame()).isTrue();
    assertThat(key.keyFrame()).isTrue();
    assertThat(delta.keyFrame()).isFalse();
    jpeg.release();
    key.release();
    delta.release();
    frames.assertAllReleased();
  }

  @Test
  void aPlaceholderSaysThatItIsOne() {
    try (FrameBuilder builder = TestFrames.newFactory().begin(8)) {
      Frame frame = builder.finishPlaceholder(VGA);
      assertThat(frame.placeholder()).isTrue();
      assertThat(frame.keyFrame()).isTrue();
      assertThat(frame).asString().contains("placeholder");
      frame.release();
    }
  }

  private static Frame finish(FrameFactory factory, String picture, Jpeg format) {
    try (FrameBuilder builder = factory.begin(8)) {
      builder.buffer().writeBytes(picture.getBytes(StandardCharsets.US_ASCII));
      return builder.finish(format);
    }
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
