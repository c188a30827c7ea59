package io.zoetrope.web.mjpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.web.http.EpochSeconds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both forms of a part are cut from the bytes that were written once around the picture. */
class MultipartFrameTest {
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final MultipartFrames frames = new MultipartFrames(FrameFiles.none());
  private final Frame frame = frame("a picture");

  @AfterEach
  void giveBack() {
    ByteBuf picture = frame.data();
    frame.release();
    assertThat(picture.refCnt()).as("references that a part has kept").isZero();
    time.close();
  }

  @Test
  void aMeasuredPartHasItsHeadersBeforeAndTheNextBoundaryAfterThePicture() {
    assertThat(text(framed().part(PartForm.MEASURED).inBuffer()))
        .isEqualTo(
            String.join(
                "\r\n",
                "Content-Type: image/jpeg",
                "Content-Length: 9",
                "X-Timestamp: " + EpochSeconds.format(frame.capturedAt()),
                "",
                "a picture",
                "--frame",
                ""));
  }

  @Test
  void aHeaderAheadPartIsThePictureAndTheNextPartsHeaders() {
    assertThat(text(framed().part(PartForm.HEADER_AHEAD).inBuffer()))
        .isEqualTo("a picture\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n");
  }

  @Test
  void thePreambleIsWhatEachFormNeedsBeforeItsFirstPart() {
    assertThat(MultipartFrame.preamble(PartForm.MEASURED)).isEqualTo("--frame\r\n");
    assertThat(MultipartFrame.preamble(PartForm.HEADER_AHEAD))
        .isEqualTo("--frame\r\nContent-Type: image/jpeg\r\n\r\n");
  }

  @Test
  void partsOfOneFrameDoNotDisturbEachOther() {
    ByteBuf first = framed().part(PartForm.MEASURED).inBuffer();
    first.skipBytes(10);

    String second = text(framed().part(PartForm.MEASURED).inBuffer());

    assertThat(second).startsWith("Content-Type");
    first.release();
  }

  @Test
  void theFramingFitsIntoTheRoomAroundThePicture() {
    assertThat(framed().bytes().memoryAddress()).isLessThan(frame.data().memoryAddress());
    assertThat(framed().part(PartForm.HEADER_AHEAD).view().memoryAddress())
        .isEqualTo(frame.data().memoryAddress());
  }

  private Frame frame(String content) {
    FrameFactory factory = new FrameFactory(UnpooledByteBufAllocator.DEFAULT, time);
    try (FrameBuilder builder = factory.begin(100)) {
      builder.buffer().writeCharSequence(content, US_ASCII);
      return builder.finish(new Jpeg(640, 360));
    }
  }

  private MultipartFrame framed() {
    return frame.attachment(frames);
  }

  private static String text(ByteBuf part) {
    try {
      return part.toString(US_ASCII);
    } finally {
      part.release();
    }
  }
}
