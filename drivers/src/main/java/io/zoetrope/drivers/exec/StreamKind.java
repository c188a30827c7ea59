package io.zoetrope.drivers.exec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a stream of bytes is, as its first bytes tell. */
enum StreamKind {
  /** Multipart, or one JPEG after the other. */
  JPEGS,
  /** For FFmpeg to find out. */
  OTHER;

  private static final int LOOKED_AT = 256;
  private static final byte[] START_OF_IMAGE = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] BOUNDARY = "--".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEADER = "Content-".getBytes(StandardCharsets.US_ASCII);

  /** Blocks until it shows; the stream stands where it stood. */
  static StreamKind of(InputStream in) throws IOException {
    in.mark(LOOKED_AT);
    int first = in.read();
    for (int i = 1; (first == '\r' || first == '\n') && i < LOOKED_AT - HEADER.length; i++) {
      first = in.read();
    }
    if (first < 0) {
      throw new EOFException("it has written nothing");
    }
    boolean jpegs =
        follows(in, first, START_OF_IMAGE)
            || follows(in, first, BOUNDARY)
            || follows(in, first, HEADER);
    in.reset();
    return jpegs ? JPEGS : OTHER;
  }

  /** Whether the word stands there, its first byte being read; no two words begin alike. */
  private static boolean follows(InputStream in, int first, byte[] word) throws IOException {
    if ((byte) first != word[0]) {
      return false;
    }
    for (int i = 1; i < word.length; i++) {
      if (in.read() != (word[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }
}
