package io.zoetrope.recording.video;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JPEGs with their times and durations, to the microsecond, as a Matroska stream for FFmpeg
 * to read. Used by one thread. Numbers in comments are those of RFC 9559.
 */
final class MatroskaWriter {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final long UNKNOWN_SIZE = 0x01FF_FFFF_FFFF_FFFFL;
  private static final int NANOS_PER_TICK = 1000;

  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int TRACKS = 0x1654AE6B;
  private static final int CLUSTER = 0x1F43B675;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;

  /** Track 1, no time beyond the cluster's, no flags: section 10. */
  private static final byte[] BLOCK_HEAD = {(byte) 0x81, 0, 0, 0};

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  /** Writes the head. The size is that of the first picture; others may differ. */
  MatroskaWriter(OutputStream out, int width, int height) throws IOException {
    this.out = out;
    ByteBuffer head = ByteBuffer.allocate(512);
    element(head, EBML, text(0x4282, "matroska"), number(0x4287, 4), number(0x4285, 2));
    head.putInt(SEGMENT).putLong(UNKNOWN_SIZE);
    element(
        head,
        INFO,
        number(0x2AD7B1, NANOS_PER_TICK),
        text(0x4D80, "zoetrope"),
        text(0x5741, "zoetrope"));
    byte[] video = element(0xE0, number(0xB0, width), number(0xBA, height));
    byte[] track =
        element(
            0xAE,
            number(0xD7, 1), // TrackNumber
            number(0x73C5, 1), // TrackUID
            number(0x83, 1), // TrackType: video
            number(0x9C, 0), // FlagLacing
            text(0x86, "V_MJPEG"),
            video);
    element(head, TRACKS, track);
    out.write(head.array(), 0, head.position());
  }

  /** Writes a picture, and leaves the buffers that hold it as they were. */
  void write(long atMicros, long durationMicros, ByteBuffer... jpeg) throws IOException {
    byte[] time = number(0xE7, atMicros);
    byte[] duration = number(0x9B, durationMicros);
    int blockBytes = BLOCK_HEAD.length + Arrays.stream(jpeg).mapToInt(ByteBuffer::remaining).sum();
    int groupBytes = 1 + Long.BYTES + blockBytes + duration.length;
    ByteBuffer head = ByteBuffer.allocate(128);
    id(head, CLUSTER).putLong(size(time.length + 1 + Long.BYTES + groupBytes)).put(time);
    id(head, BLOCK_GROUP).putLong(size(groupBytes));
    id(head, BLOCK).putLong(size(blockBytes)).put(BLOCK_HEAD);
    out.write(head.array(), 0, head.position());
    for (ByteBuffer piece : jpeg) {
      ByteBuffer rest = piece.duplicate();
      while (rest.hasRemaining()) {
        int bytes = Math.min(rest.remaining(), CHUNK_BYTES);
        rest.get(chunk, 0, bytes);
        out.write(chunk, 0, bytes);
      }
    }
    out.write(duration);
    out.flush();
  }

  private static byte[] number(int id, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
    bytes.putLong(value);
    return element(id, bytes.array());
  }

  private static byte[] text(int id, String value) {
    return element(id, value.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] element(int id, byte[]... contents) {
    ByteBuffer element = ByteBuffer.allocate(256);
    element(element, id, contents);
    byte[] bytes = new byte[element.position()];
    element.flip().get(bytes);
    return bytes;
  }

  private static void element(ByteBuffer to, int id, byte[]... contents) {
    int bytes = 0;
    for (byte[] content : contents) {
      bytes += content.length;
    }
    id(to, id).putLong(size(bytes));
    for (byte[] content : contents) {
      to.put(content);
    }
  }

  private static ByteBuffer id(ByteBuffer to, int id) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (id >>> shift != 0) {
        to.put((byte) (id >>> shift));
      }
    }
    return to;
  }

  private static long size(long bytes) {
    return 0x0100_0000_0000_0000L | bytes;
  }
}
