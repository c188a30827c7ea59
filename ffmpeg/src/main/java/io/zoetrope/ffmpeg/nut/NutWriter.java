package io.zoetrope.ffmpeg.nut;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one video as a NUT container of version 3, for FFmpeg to read as it comes. Used by one
 * thread; closing what it writes to stays with the caller.
 *
 * <p>Before each packet is a point where the times begin anew, so none depends on those before it.
 */
public final class NutWriter {
  private static final byte[] IDENTIFIER =
      "nut/multimedia container\0".getBytes(StandardCharsets.US_ASCII);

  private static final long MAIN = 0x4E4D_7A56_1F5F_04ADL;
  private static final long STREAM = 0x4E53_1140_5BF2_F9DBL;
  private static final long SYNCPOINT = 0x4E4B_E4AD_EECA_4569L;

  private static final int VERSION = 3;
  private static final int FARTHEST_SYNCPOINT = 65_536;
  private static final int TICKS_PER_SECOND = 1_000_000;
  private static final int LONGEST_WITHOUT_CHECKSUM = 4096;
  private static final int CHECKSUM_BYTES = 4;

  private static final int KEY = 1;
  private static final int CODED_TIME = 8;
  private static final int SIZE = 32;
  private static final int CHECKSUM = 64;
  private static final int CODED_FLAGS = 4096;

  /** All codes mean the same: flags follow. There are 255, because N begins a header. */
  private static final int ANY_CODE = 0;

  private static final int CODES = 255;

  private final OutputStream out;
  private final ByteBuf head = Unpooled.buffer();
  private final ByteBuf body = Unpooled.buffer();

  /**
   * Writes what comes first.
   *
   * @param tag how it is encoded, such as {@code H264}
   * @param setup what a decoder must know before the first packet
   */
  public NutWriter(OutputStream out, String tag, byte[] setup, int width, int height)
      throws IOException {
    this.out = out;
    head.writeBytes(IDENTIFIER);
    number(body, VERSION);
    number(body, 1); // Stream.
    number(body, FARTHEST_SYNCPOINT);
    number(body, 1); // Time base: one tick in so many of a second.
    number(body, 1);
    number(body, TICKS_PER_SECOND);
    number(body, CODED_FLAGS);
    number(body, 6); // Fields follow, the last of which is for how many codes this holds.
    number(body, 0); // Time since the last packet.
    number(body, 1); // Of the size, factor,
    number(body, 0); // stream,
    number(body, 0); // rest.
    number(body, 0); // Reserved fields.
    number(body, CODES);
    number(body, 0); // Beginnings left out.
    header(MAIN);
    number(body, 0); // Its id.
    number(body, 0); // Video.
    bytes(tag.getBytes(StandardCharsets.ISO_8859_1));
    number(body, 0); // Time base.
    number(body, 0); // Times are always written in full.
    number(body, Integer.MAX_VALUE); // Ticks between packets.
    number(body, 0); // The decoder finds out how many packets it must hold back.
    number(body, 0); // Its rate varies.
    bytes(setup);
    number(body, width);
    number(body, height);
    number(body, 0); // Shape of a pixel: unknown.
    number(body, 0);
    number(body, 0); // Colours: unknown.
    header(STREAM);
    flushHead();
  }

  /** Writes a packet, so that all of it can be read. The data stays the caller's. */
  public void write(long ticks, boolean keyFrame, ByteBuf data) throws IOException {
    number(body, ticks);
    number(body, 0); // Where the last such point is: nobody goes back.
    header(SYNCPOINT);
    int start = head.writerIndex();
    head.writeByte(ANY_CODE);
    number(head, (keyFrame ? KEY : 0) | CODED_TIME | SIZE | CHECKSUM);
    number(head, ticks + 1);
    number(head, data.readableBytes());
    head.writeInt(checksum(head, start));
    flushHead();
    data.getBytes(data.readerIndex(), out, data.readableBytes());
    out.flush();
  }

  private void flushHead() throws IOException {
    head.readBytes(out, head.readableBytes());
    head.clear();
  }

  /** Appends a header with what the body has. */
  private void header(long startCode) {
    int start = head.writerIndex();
    head.writeLong(startCode);
    int size = body.readableBytes() + CHECKSUM_BYTES;
    number(head, size);
    if (size > LONGEST_WITHOUT_CHECKSUM) {
      head.writeInt(checksum(head, start));
    }
    int from = head.writerIndex();
    head.writeBytes(body);
    head.writeInt(checksum(head, from));
    body.clear();
  }

  private void bytes(byte[] bytes) {
    number(body, bytes.length);
    body.writeBytes(bytes);
  }

  /** In groups of seven bits, the highest first. */
  private static void number(ByteBuf to, long value) {
    for (int shift = 63 - Long.numberOfLeadingZeros(value | 1); shift >= 0; shift--) {
      if (shift % 7 == 0) {
        to.writeByte((int) (value >>> shift & 0x7F) | (shift > 0 ? 0x80 : 0));
      }
    }
  }

  /** That of IEEE 802.3, without its reflections and inversions. */
  private static int checksum(ByteBuf of, int from) {
    int sum = 0;
    for (int at = from; at < of.writerIndex(); at++) {
      sum ^= of.getByte(at) << 24;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        sum = sum << 1 ^ (sum < 0 ? 0x04C1_1DB7 : 0);
      }
    }
    return sum;
  }
}
