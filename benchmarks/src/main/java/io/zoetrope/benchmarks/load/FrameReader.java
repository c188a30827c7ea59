package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * For one thread. Reads an answer from its first byte: the head, then parts without end, cut by
 * their {@code Content-Length}, or boxes of MP4, of which each {@code mdat} is a part. Never looks
 * into a body.
 */
abstract class FrameReader {
  private enum Place {
    STATUS,
    HEAD,
    BOUNDARY,
    HEADERS,
    BODY,
    BOX,
    OTHER_BOX
  }

  private static final int BOX_HEAD_BYTES = 8;
  private static final int DATA = 0x6D646174; // mdat

  private final HeaderLine line = new HeaderLine();
  private Place place = Place.STATUS;
  private long length;
  private long capturedMicros;
  private long sequence;
  private boolean boxes;
  private long boxHead;
  private int boxHeadBytes;
  private long left;
  private long consumed;

  /**
   * A part's headers have been read. {@code capturedMicros} and {@code sequence} are -1 if the
   * server sent none.
   */
  abstract void partStarted(long capturedMicros, long sequence);

  /** The next {@code count} bytes of the body are at the position of {@code in}: leave that. */
  abstract void partBytes(ByteBuffer in, int count);

  abstract void partEnded();

  /** Takes all that is in {@code in}. */
  final void feed(ByteBuffer in) throws LoadException {
    while (in.hasRemaining()) {
      if (place == Place.BODY || place == Place.OTHER_BOX) {
        int count = (int) Math.min(left, in.remaining());
        if (place == Place.BODY) {
          partBytes(in, count);
        }
        in.position(in.position() + count);
        skip(count);
      } else if (place == Place.BOX) {
        takeBoxHead(in.get());
      } else {
        int from = in.position();
        boolean whole = line.take(in);
        consumed += streaming() ? in.position() - from : 0;
        if (whole) {
          takeLine();
          line.clear();
        }
      }
    }
  }

  private void takeLine() throws LoadException {
    switch (place) {
      case STATUS -> {
        if (!line.startsWith("http/1.1 200") && !line.startsWith("http/1.0 200")) {
          throw new LoadException("the server answered: " + line);
        }
        place = Place.HEAD;
      }
      case HEAD -> {
        if (line.startsWith("transfer-encoding:")) {
          throw new LoadException("the server sends chunks although asked in HTTP/1.0");
        }
        boxes |= line.startsWith("content-type: video/mp4");
        if (line.isEmpty()) {
          place = between();
        }
      }
      case BOUNDARY -> {
        if (line.startsWith("--")) {
          place = Place.HEADERS;
          length = -1;
          capturedMicros = -1;
          sequence = -1;
        } else if (!line.isEmpty()) {
          throw new LoadException("expected a boundary where a part ended");
        }
      }
      case HEADERS -> takeHeader();
      case BODY, BOX, OTHER_BOX -> throw new AssertionError("no lines there");
    }
  }

  private void takeHeader() throws LoadException {
    if (line.startsWith("content-length:")) {
      length = line.number("content-length:".length(), 0);
    } else if (line.startsWith("x-timestamp:")) {
      capturedMicros = line.number("x-timestamp:".length(), 6);
    } else if (line.startsWith("x-sequence:")) {
      sequence = line.number("x-sequence:".length(), 0);
    } else if (line.isEmpty()) {
      if (length < 0) {
        throw new LoadException("a part without Content-Length");
      }
      place = Place.BODY;
      left = length;
      partStarted(capturedMicros, sequence);
      endIfWhole();
    }
  }

  private void takeBoxHead(byte next) throws LoadException {
    consumed++;
    boxHead = (boxHead << Byte.SIZE) | (next & 0xFF);
    if (++boxHeadBytes < BOX_HEAD_BYTES) {
      return;
    }
    boxHeadBytes = 0;
    left = (boxHead >>> Integer.SIZE) - BOX_HEAD_BYTES;
    if (left < 0) {
      throw new LoadException("expected a box where another ended");
    }
    if ((int) boxHead == DATA) {
      place = Place.BODY;
      partStarted(-1, -1);
    } else {
      place = Place.OTHER_BOX;
    }
    endIfWhole();
  }

  private Place between() {
    return boxes ? Place.BOX : Place.BOUNDARY;
  }

  private void endIfWhole() {
    if (left == 0) {
      boolean part = place == Place.BODY;
      place = between();
      if (part) {
        partEnded();
      }
    }
  }

  /** How many of the next bytes are nothing but body, or nothing to look at. */
  final int skippable() {
    return place == Place.BODY || place == Place.OTHER_BOX
        ? (int) Math.min(left, Integer.MAX_VALUE)
        : 0;
  }

  /** The next {@code count} bytes, all of them skippable, were not kept; there is at least one. */
  final void skip(int count) {
    consumed += count;
    left -= count;
    endIfWhole();
  }

  /** Whether the head has been read. */
  final boolean streaming() {
    return place != Place.STATUS && place != Place.HEAD;
  }

  /** How many bytes of parts were taken so far. */
  final long consumed() {
    return consumed;
  }
}
