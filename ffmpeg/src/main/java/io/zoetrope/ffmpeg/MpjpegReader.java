package io.zoetrope.ffmpeg;

import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the parts of the multipart stream that FFmpeg writes. Used by one thread. */
final class MpjpegReader {
  private static final int MAX_HEADER_LINES = 16;
  private static final int MAX_LINE_BYTES = 1024;
  private static final int MAX_PICTURE_BYTES = PictureStream.MAX_PICTURE_MEGABYTES << 20;
  // A claimed length is believed so far: the rest is allocated as it comes.
  private static final int MAX_TRUSTED_BYTES = 1 << 20;
  private static final String LENGTH = "content-length:";

  private final BufferedBytes in;
  private final byte[] line = new byte[MAX_LINE_BYTES];

  MpjpegReader(InputStream in) {
    this.in = new BufferedBytes(in);
  }

  /**
   * Blocks for the next part. Its time of capture is when its header has come.
   *
   * @return a builder that holds the part's bytes, the caller's to finish or close
   * @throws EOFException when the stream has ended
   */
  FrameBuilder readPart(FrameFactory frames) throws IOException {
    int length = readHeader();
    FrameBuilder builder = frames.begin(Math.min(length, MAX_TRUSTED_BYTES));
    boolean whole = false;
    try {
      int missing = length;
      while (missing > 0) {
        int available = in.available();
        if (available < 0) {
          throw new EOFException("the stream ended within a picture");
        }
        int taken = Math.min(missing, available);
        in.moveTo(builder.buffer(), taken);
        missing -= taken;
      }
      whole = true;
      return builder;
    } finally {
      if (!whole) {
        builder.close();
      }
    }
  }

  /** Reads up to the end of a part's header and returns the part's length. */
  private int readHeader() throws IOException {
    int length = -1;
    for (int lines = 0; lines < MAX_HEADER_LINES; lines++) {
      String header = readLine();
      if (header.isEmpty() && length >= 0) {
        return length;
      }
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = parseLength(header.substring(LENGTH.length()).strip());
      }
    }
    throw new IOException("what comes through the pipe is not a series of pictures");
  }

  private String readLine() throws IOException {
    for (int length = 0; length < MAX_LINE_BYTES; length++) {
      int next = in.next();
      if (next < 0) {
        throw new EOFException("the stream has ended");
      }
      if (next == '\n') {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
      }
      line[length] = (byte) next;
    }
    throw new IOException("what comes through the pipe is not a series of pictures");
  }

  private static int parseLength(String text) throws IOException {
    try {
      int length = Integer.parseInt(text);
      if (length >= 0 && length <= MAX_PICTURE_BYTES) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a length out of bounds.
    }
    throw new IOException("a picture claims to be '%s' bytes long".formatted(text));
  }
}
