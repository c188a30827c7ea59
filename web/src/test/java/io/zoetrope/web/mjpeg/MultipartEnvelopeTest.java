package io.zoetrope.web.mjpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.PictureFormat;
import io.zoetrope.core.time.SystemTimekeeper;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both forms of a part are cut from the bytes that were written once around the picture. */
class MultipartEnvelopeTest {
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final Frame frame = frame("a picture");

  @AfterEach
  void giveBack() {
    ByteBuf picture = frame.picture();
    frame.release();
    assertThat(picture.refCnt()).as("references that a part has kept").isZero();
    time.close();
  }

  @Test
  void aMeasuredPartHasItsHeadersBeforeAndTheNextBoundaryBehindThePicture() {
    assertThat(text(MultipartEnvelope.measuredPart(frame).inBuffer()))
        .isEqualTo(
            String.join(
                "\r\n",
                "Content-Type: image/jpeg",
                "Content-Length: 9",
                "X-Timestamp: " + Timestamps.format(frame.capturedAt()),
                "",
                "a picture",
                "--frame",
                ""));
  }

  @Test
  void aHeaderAheadPartIsThePictureAndAllOfTheNextPartButItsPicture() {
    assertThat(text(MultipartEnvelope.headerAheadPart(frame).inBuffer()))
        .isEqualTo("a picture\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n");
  }

  @Test
  void thePreambleIsWhatEachFormNeedsBeforeItsFirstPart() {
    assertThat(MultipartEnvelope.preamble(PartForm.MEASURED)).isEqualTo("--frame\r\n");
    assertThat(MultipartEnvelope.preamble(PartForm.HEADER_AHEAD))
        .isEqualTo("--frame\r\nContent-Type: image/jpeg\r\n\r\n");
  }

  @Test
  void partsOfOneFrameDoNotDisturbEachOther() {
    ByteBuf first = MultipartEnvelope.measuredPart(frame).inBuffer();
    first.skipBytes(10);

    String second = text(MultipartEnvelope.measuredPart(frame).inBuffer());

    assertThat(second).startsWith("Content-Type");
    first.release();
  }

  @Test
  void leavesRoomForTheLargestAndLatestPictureThereCanBe() {
    MultipartEnvelope envelope = new MultipartEnvelope();
    byte[] before =
        envelope.before(
            PictureFormat.jpeg(9999, 9999),
            Integer.MAX_VALUE,
            Instant.parse("5138-11-16T09:46:39Z"));

    assertThat(before.length).isLessThanOrEqualTo(envelope.maxBytesBefore());
  }

  private Frame frame(String content) {
    FrameFactory frames =
        new FrameFactory(UnpooledByteBufAllocator.DEFAULT, new MultipartEnvelope(), time);
    try (FrameBuilder builder = frames.begin(100)) {
      builder.buffer().writeCharSequence(content, US_ASCII);
      return builder.finish(PictureFormat.jpeg(640, 360));
    }
  }

  private static String text(ByteBuf part) {
    try {
      return part.toString(US_ASCII);
    } finally {
      part.release();
    }
  }
}
