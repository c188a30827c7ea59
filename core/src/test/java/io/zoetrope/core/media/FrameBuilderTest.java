package io.zoetrope.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a picture becomes a frame, or does not. */
class FrameBuilderTest {
  private static final Jpeg VGA = new Jpeg(640, 480);

  private final FrameFactory factory = TestFrames.newFactory();

  @Test
  void aTableCanBeInsertedIntoThePicture() {
    try (FrameBuilder builder = begin("headtail")) {
      builder.insert(4, bytes("-table-"));
      assertThat(text(builder.data())).isEqualTo("head-table-tail");
      assertThat(finished(builder)).isEqualTo("head-table-tail");
    }
  }

  @Test
  void whatIsInsertedMayGoFirstOrLast() {
    try (FrameBuilder builder = begin("middle")) {
      builder.insert(0, bytes("first "));
      builder.insert(12, bytes(" last"));
      assertThat(text(builder.data())).isEqualTo("first middle last");
    }
  }

  @Test
  void insertingGrowsTheBufferWhenItIsFull() {
    try (FrameBuilder builder = begin("")) {
      builder.buffer().writeZero(builder.buffer().writableBytes() - 1).writeByte('z');
      int size = builder.data().readableBytes();
      builder.insert(1, new byte[3000]);
      assertThat(builder.data().readableBytes()).isEqualTo(size + 3000);
      assertThat(builder.data().getByte(size + 2999)).isEqualTo((byte) 'z');
    }
  }

  @Test
  void thePaddingAfterThePictureCanBeCutOff() {
    try (FrameBuilder builder = begin("picture\0\0\0")) {
      builder.truncate(7);
      assertThat(text(builder.data())).isEqualTo("picture");
      assertThat(finished(builder)).isEqualTo("picture");
    }
  }

  @Test
  void thePictureMayTurnOutLargerThanExpected() {
    String large = "x".repeat(100_000);
    try (FrameBuilder builder = factory.begin(10)) {
      builder.buffer().writeBytes(bytes(large));
      assertThat(finished(builder)).isEqualTo(large);
    }
  }

  @Test
  void aPictureMayBeEmpty() {
    try (FrameBuilder builder = begin("")) {
      assertThat(finished(builder)).isEmpty();
    }
  }

  @Test
  void aBuilderClosedUnfinishedGivesItsBufferBack() {
    FrameBuilder builder = begin("broken");
    ByteBuf buffer = builder.buffer();

    builder.close();
    builder.close();

    assertThat(buffer.refCnt()).isZero();
  }

  @Test
  void closingAfterwardsDoesNotTakeTheFinishedFrameAway() {
    FrameBuilder builder = begin("whole");
    Frame frame = builder.finish(VGA);

    builder.close();

    assertThat(text(frame.data())).isEqualTo("whole");
    frame.release();
    assertThat(builder.buffer().refCnt()).isZero();
  }

  @Test
  void aBuilderMakesOneFrameAndNoneOnceItIsClosed() {
    FrameBuilder builder = begin("picture");
    Frame frame = builder.finish(VGA);
    FrameBuilder closed = begin("broken");
    closed.close();

    assertThatIllegalStateException().isThrownBy(() -> builder.finish(VGA));
    assertThatIllegalStateException().isThrownBy(() -> closed.finish(VGA));

    assertThat(text(frame.data())).isEqualTo("picture");
    frame.release();
  }

  @Test
  void aFrameMadeFromAnotherHasItsNumberAndTime() {
    Frame first = begin("first").finish(VGA);
    Frame original = begin("original").finish(VGA);
    Frame next = begin("next").finish(VGA);
    FrameBuilder builder = factory.beginFrom(original, 8);
    builder.buffer().writeBytes(bytes("remade"));

    Frame remade = builder.finish(new Jpeg(320, 240));

    assertThat(text(remade.data())).isEqualTo("remade");
    assertThat(remade.sequence()).isEqualTo(original.sequence()).isEqualTo(next.sequence() - 1);
    assertThat(remade.capturedAt()).isEqualTo(original.capturedAt());
    assertThat(remade.capturedNanos()).isEqualTo(original.capturedNanos());
    List.of(first, original, next, remade).forEach(Frame::release);
  }

  @Test
  void aFrameKnowsHowLongAfterTheOneBeforeItOfItsTrackItIs() {
    Track video = Track.only(VGA);
    Track audio = new Track(1, new Opus(2));

    assertThat(intervalOf(video, 1_000)).isZero();
    assertThat(intervalOf(audio, 1_010)).isZero();
    assertThat(intervalOf(video, 1_040)).isEqualTo(40);
    assertThat(intervalOf(audio, 1_030)).isEqualTo(20);
    // A source that was opened again may count from the beginning.
    assertThat(intervalOf(video, 7)).isZero();
    assertThat(intervalOf(video, 10)).isEqualTo(3);
  }

  private long intervalOf(Track track, long decodeNanos) {
    Frame frame = begin("frame").finish(track, true, decodeNanos + 80, decodeNanos);
    frame.release();
    return frame.intervalNanos();
  }

  private FrameBuilder begin(String picture) {
    FrameBuilder builder = factory.begin(picture.length());
    builder.buffer().writeBytes(bytes(picture));
    return builder;
  }

  private static String finished(FrameBuilder builder) {
    Frame frame = builder.finish(VGA);
    String all = text(frame.data());
    frame.release();
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
