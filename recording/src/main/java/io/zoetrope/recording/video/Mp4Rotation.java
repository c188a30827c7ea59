package io.zoetrope.recording.video;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes into an MP4 how players turn it, which FFmpeg's versions do differently. One thread. */
final class Mp4Rotation {
  private static final int ONE = 1 << 16;
  private static final int UNIT = 1 << 30;
  private static final long LARGEST_HEAD_BYTES = 64 << 20;

  private Mp4Rotation() {}

  /**
   * Sets the matrix of each track (ISO/IEC 14496-12, 8.3.2) for an orientation as EXIF counts them,
   * 1 to 8, and the sides of the pictures as they are coded.
   */
  static void set(Path mp4, int orientation, int width, int height) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(mp4.toFile(), "rw")) {
      long at = 0;
      while (at + 8 <= file.length()) {
        file.seek(at);
        long size = file.readInt() & 0xFFFF_FFFFL;
        int type = file.readInt();
        size = size == 1 ? file.readLong() : size == 0 ? file.length() - at : size;
        if (type == code("moov") && size <= LARGEST_HEAD_BYTES && at + size <= file.length()) {
          byte[] movie = new byte[(int) size];
          file.seek(at);
          file.readFully(movie);
          turnTracks(ByteBuffer.wrap(movie), 8, (int) size, matrix(orientation, width, height));
          file.seek(at);
          file.write(movie);
        }
        at += Math.max(size, 8);
      }
    }
  }

  private static void turnTracks(ByteBuffer bytes, int from, int to, int[] matrix) {
    int at = from;
    while (at + 8 <= to) {
      int size = Math.max(bytes.getInt(at), 8);
      int type = bytes.getInt(at + 4);
      if (type == code("trak")) {
        turnTracks(bytes, at + 8, Math.min(at + size, to), matrix);
      } else if (type == code("tkhd")) {
        int place = at + 8 + (bytes.get(at + 8) == 1 ? 52 : 40);
        bytes.slice(place, 4 * matrix.length).asIntBuffer().put(matrix);
      }
      at += size;
    }
  }

  /** A point goes to (a·x + c·y + left, b·x + d·y + top). */
  private static int[] matrix(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> matrix(-1, 0, 0, 1, width, 0);
      case 3 -> matrix(-1, 0, 0, -1, width, height);
      case 4 -> matrix(1, 0, 0, -1, 0, height);
      case 5 -> matrix(0, 1, 1, 0, 0, 0);
      case 6 -> matrix(0, 1, -1, 0, height, 0);
      case 7 -> matrix(0, -1, -1, 0, height, width);
      case 8 -> matrix(0, -1, 1, 0, 0, width);
      default -> matrix(1, 0, 0, 1, 0, 0);
    };
  }

  private static int[] matrix(int a, int b, int c, int d, int left, int top) {
    return new int[] {a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, left * ONE, top * ONE, UNIT};
  }

  private static int code(String type) {
    return ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII)).getInt();
  }
}
