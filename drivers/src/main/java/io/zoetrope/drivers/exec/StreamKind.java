package io.zoetrope.drivers.exec;

import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a stream of bytes is, judged by its first bytes. */
enum StreamKind {
  /** Multipart, or one JPEG after the other. */
  JPEGS,
  /** For FFmpeg to find out. */
  OTHER;

  private static final int LOOKED_AT = 256;
  private static final byte[] START_OF_IMAGE = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] BOUNDARY = "--".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEADER = "Content-".getBytes(StandardCharsets.US_ASCII);

  /** Blocks until it shows; takes nothing. */
  static StreamKind of(BufferedBytes in) throws IOException {
    int at = 0;
    while (isLineEnd(in.peek(at)) && at < LOOKED_AT - HEADER.length - 1) {
      at++;
    }
    if (in.peek(at) < 0) {
      throw new EOFException("it has written nothing");
    }
    boolean jpegs =
        stands(in, at, START_OF_IMAGE) || stands(in, at, BOUNDARY) || stands(in, at, HEADER);
    return jpegs ? JPEGS : OTHER;
  }

  private static boolean isLineEnd(int octet) {
    return octet == '\r' || octet == '\n';
  }

  /** Whether the word is there; waits for no more bytes than it takes to see that it is not. */
  private static boolean stands(BufferedBytes in, int at, byte[] word) throws IOException {
    for (int i = 0; i < word.length; i++) {
      if (in.peek(at + i) != (word[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }
}
