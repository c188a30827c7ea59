package io.zoetrope.ffmpeg.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.media.Frame;
import io.zoetrope.fuzz.CountingBuffers;
import io.zoetrope.fuzz.CutStream;
import io.zoetrope.picture.JpegEncoder;
import io.zoetrope.picture.JpegInspection;
import io.zoetrope.picture.JpegInspector;
import io.zoetrope.picture.TestPattern;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.util.Arrays;

/**
 * Whatever a camera sends, and in whichever pieces it comes: the reader of picture series ends,
 * holds no more than one picture, gives every buffer back, and finds the pictures that are there.
 */
class PictureStreamFuzzTest {
  private static final int MEGABYTE = 1 << 20;

  private static final byte[][] PICTURES = {picture(16, 1), picture(32, 2), picture(48, 3)};

  @FuzzTest(maxDuration = "15s")
  void everyStreamIsReadToItsEnd(byte[] bytes) throws IOException {
    int last = bytes.length == 0 ? 0 : bytes[bytes.length - 1] & 0xFF;
    readToTheEnd(new CutStream(bytes, bytes.length, last));
    findPicturesBetween(bytes, last);
  }

  private static void readToTheEnd(CutStream in) {
    CountingBuffers buffers = new CountingBuffers();
    PictureStream pictures = new PictureStream(in, buffers.frames());
    try {
      while (true) {
        Frame frame = pictures.read();
        assertThat(JpegInspector.inspect(frame.data().nioBuffer()))
            .isInstanceOf(JpegInspection.Picture.class);
        frame.release();
        if (buffers.held() != 0) {
          throw new AssertionError(buffers.held() + " bytes are left of a frame");
        }
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
    }
    assertThat(buffers.held()).as("bytes that nobody released").isZero();
    assertThat((long) buffers.largest())
        .as("largest buffer, for what has come")
        .isLessThanOrEqualTo(Math.max(2 * in.taken(), MEGABYTE) + MEGABYTE);
  }

  /** Before, between and behind them stands what was given, as far as it is no picture itself. */
  private static void findPicturesBetween(byte[] bytes, int cut) throws IOException {
    byte[] junk = harmless(bytes);
    int third = junk.length / 3;
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < PICTURES.length; i++) {
      stream.write(junk, i * third, third);
      stream.writeBytes(PICTURES[i]);
    }
    stream.write(junk, 2 * third, junk.length - 2 * third);
    CountingBuffers buffers = new CountingBuffers();
    PictureStream pictures =
        new PictureStream(
            new CutStream(stream.toByteArray(), stream.size(), cut), buffers.frames());

    for (byte[] picture : PICTURES) {
      Frame frame = pictures.read();
      boolean same = Arrays.equals(ByteBufUtil.getBytes(frame.data()), picture);
      frame.release();
      assertThat(same).as("it is the picture that was sent").isTrue();
    }
    try {
      pictures.read().release();
      throw new AssertionError("a picture that nobody sent");
    } catch (EOFException e) {
      assertThat(buffers.held()).as("bytes that nobody released").isZero();
    }
  }

  /** The same without the beginning of a picture, and without what may be a part's header. */
  private static byte[] harmless(byte[] bytes) {
    byte[] junk = bytes.clone();
    for (int i = 0; i < junk.length; i++) {
      if (junk[i] == (byte) 0xD8 || junk[i] == '-') {
        junk[i] = 0;
      }
    }
    return junk;
  }

  private static byte[] picture(int side, int number) {
    ByteBuffer jpeg =
        new JpegEncoder(60).encode(new TestPattern(side, side, 25).paint(number, LocalTime.NOON));
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return bytes;
  }
}
