package io.zoetrope.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a finished frame holds, and who holds it. */
class FrameTest {
  private static final PictureFormat VGA = PictureFormat.jpeg(640, 480);

  @Test
  void thePictureLiesBetweenTheBytesOfItsEnvelope() {
    Frame frame = finish(TestFrames.factory(new Brackets(64)), "JPEG", VGA);

    assertThat(text(frame.enveloped())).isEqualTo("<640x480 4 2026-01-01T12:00:00Z>JPEG</JPEG>");
    assertThat(text(frame.picture())).isEqualTo("JPEG");
    assertThat(frame.sizeBytes()).isEqualTo(4);
    assertThat(text(frame.enveloped().slice(frame.pictureOffset(), frame.sizeBytes())))
        .isEqualTo("JPEG");
    frame.release();
  }

  @Test
  void withoutAnEnvelopeThereIsThePictureAlone() {
    Frame frame = finish(TestFrames.factory(Envelope.NONE), "JPEG", VGA);

    assertThat(text(frame.enveloped())).isEqualTo("JPEG");
    assertThat(frame.pictureOffset()).isZero();
    frame.release();
  }

  @Test
  void aViewHasIndicesOfItsOwn() {
    Frame frame = finish(TestFrames.factory(Envelope.NONE), "JPEG", VGA);

    frame.enveloped().skipBytes(4);
    frame.picture().skipBytes(2);

    assertThat(text(frame.enveloped())).isEqualTo("JPEG");
    assertThat(text(frame.picture())).isEqualTo("JPEG");
    frame.release();
  }

  @Test
  void aViewHoldsNoReference() {
    Frame frame = finish(TestFrames.factory(Envelope.NONE), "JPEG", VGA);
    ByteBuf view = frame.enveloped();

    frame.release();

    assertThat(view.refCnt()).isZero();
  }

  @Test
  void theLastReleaseGivesTheBufferBack() {
    Frame frame = finish(TestFrames.factory(Envelope.NONE), "JPEG", VGA);
    ByteBuf view = frame.enveloped();

    assertThat(frame.retain()).isSameAs(frame);
    frame.release();
    assertThat(view.refCnt()).isEqualTo(1);
    frame.release();
    assertThat(view.refCnt()).isZero();
    assertThatThrownBy(frame::enveloped).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void framesOfOneFactoryAreNumberedInTheirOrder() {
    FrameFactory factory = TestFrames.factory(Envelope.NONE);
    Frame first = finish(factory, "1", VGA);
    Frame second = finish(factory, "2", VGA);

    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    assertThat(first.sequence()).isPositive();
    first.release();
    second.release();
  }

  @Test
  void aPictureThatIsGivenUpCostsNoNumber() {
    FrameFactory factory = TestFrames.factory(Envelope.NONE);
    Frame first = finish(factory, "1", VGA);
    factory.begin(8).close();
    Frame second = finish(factory, "2", VGA);

    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    first.release();
    second.release();
  }

  @Test
  void aFrameKnowsWhenItWasCaptured() {
    Frame frame = finish(TestFrames.factory(Envelope.NONE), "JPEG", VGA);

    assertThat(frame.capturedAt()).isEqualTo(TestFrames.NOON);
    assertThat(frame.capturedNanos()).isEqualTo(42);
    assertThat(frame.format()).isEqualTo(VGA);
    assertThat(frame.placeholder()).isFalse();
    frame.release();
  }

  @Test
  void everyJpegIsAKeyFrameAndAVideoFrameOnlyIfSaid() {
    TestFrames frames = new TestFrames();
    Frame jpeg = finish(TestFrames.factory(Envelope.NONE), "JPEG", VGA);
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
    try (FrameBuilder builder = TestFrames.factory(Envelope.NONE).begin(8)) {
      Frame frame = builder.finishPlaceholder(VGA);
      assertThat(frame.placeholder()).isTrue();
      assertThat(frame.keyFrame()).isTrue();
      assertThat(frame).asString().contains("placeholder");
      frame.release();
    }
  }

  private static Frame finish(FrameFactory factory, String picture, PictureFormat format) {
    try (FrameBuilder builder = factory.begin(8)) {
      builder.buffer().writeBytes(picture.getBytes(StandardCharsets.US_ASCII));
      return builder.finish(format);
    }
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /** An envelope that can be read. */
  record Brackets(int maxBytesBefore) implements Envelope {
    @Override
    public byte[] before(PictureFormat format, int sizeBytes, Instant capturedAt) {
      return "<%dx%d %d %s>"
          .formatted(format.width(), format.height(), sizeBytes, capturedAt)
          .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] after(PictureFormat format) {
      return ("</" + format.codec() + ">").getBytes(StandardCharsets.US_ASCII);
    }
  }
}
