package io.zoetrope.drivers.http;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Takes the first picture out of an animated WebP (RFC 9649), which FFmpeg cannot decode. */
final class WebpPicture {
  private static final int HEAD_BYTES = 12;
  private static final int CHUNK_HEAD_BYTES = 8;
  private static final int FRAME_HEAD_BYTES = 16;

  private WebpPicture() {}

  static byte[] first(byte[] picture) {
    ByteBuffer bytes = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    if (!is(picture, 0, "RIFF") || !is(picture, 8, "WEBP")) {
      return picture;
    }
    long at = HEAD_BYTES;
    while (at + CHUNK_HEAD_BYTES <= picture.length) {
      long size = bytes.getInt((int) at + 4) & 0xFFFF_FFFFL;
      long end = at + CHUNK_HEAD_BYTES + size;
      if (is(picture, (int) at, "ANMF")
          && size >= FRAME_HEAD_BYTES + CHUNK_HEAD_BYTES
          && end <= picture.length) {
        return frame(picture, (int) at + CHUNK_HEAD_BYTES + FRAME_HEAD_BYTES, (int) end);
      }
      at = end + size % 2;
    }
    return picture;
  }

  /** The chunks of one frame: its pixels, after its transparency perhaps, which is left out. */
  private static byte[] frame(byte[] picture, int from, int to) {
    ByteBuffer bytes = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    long at = from;
    while (at + CHUNK_HEAD_BYTES <= to) {
      long size = bytes.getInt((int) at + 4) & 0xFFFF_FFFFL;
      long end = at + CHUNK_HEAD_BYTES + size + size % 2;
      if (is(picture, (int) at, "VP8 ") || is(picture, (int) at, "VP8L")) {
        int length = (int) Math.min(end, to) - (int) at;
        return ByteBuffer.allocate(HEAD_BYTES + length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(picture, 0, 4)
            .putInt(4 + length)
            .put(picture, 8, 4)
            .put(picture, (int) at, length)
            .array();
      }
      at = end;
    }
    return picture;
  }

  private static boolean is(byte[] picture, int at, String word) {
    return at + 4 <= picture.length
        && new String(picture, at, 4, StandardCharsets.ISO_8859_1).equals(word);
  }
}
