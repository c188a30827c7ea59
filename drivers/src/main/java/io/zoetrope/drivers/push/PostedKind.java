package io.zoetrope.drivers.push;

import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a body is, by its first bytes: FFmpeg names no media type, and others name a wrong one. */
enum PostedKind {
  PICTURES(""),
  FLV("flv"),
  MPEG_TS("mpegts");

  private static final int TS_PACKET_BYTES = 188;
  private static final int TS_SYNC = 0x47;

  /** FFmpeg's name for it. */
  final String container;

  PostedKind(String container) {
    this.container = container;
  }

  /**
   * Waits for as many bytes as it takes to see; takes none.
   *
   * @throws IOException when it is video that only another container could carry here
   */
  static PostedKind of(BufferedBytes body) throws IOException {
    if (begins(body, 0, "FLV\u0001")) {
      return FLV;
    }
    if (body.peek(0) == TS_SYNC
        && body.peek(TS_PACKET_BYTES) == TS_SYNC
        && body.peek(2 * TS_PACKET_BYTES) == TS_SYNC) {
      return MPEG_TS;
    }
    boolean mp4 = body.peek(0) == 0 && begins(body, 4, "ftyp");
    if (mp4 || begins(body, 0, "\u001AE\u00DF\u00A3")) {
      throw new IOException(
          "it is %s; with -f flv or -f mpegts, FFmpeg makes what can be published of it"
              .formatted(mp4 ? "MP4" : "Matroska or WebM"));
    }
    return PICTURES;
  }

  private static boolean begins(BufferedBytes body, int at, String word) throws IOException {
    byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
    for (int n = 0; n < bytes.length; n++) {
      if (body.peek(at + n) != (bytes[n] & 0xFF)) {
        return false;
      }
    }
    return true;
  }
}
