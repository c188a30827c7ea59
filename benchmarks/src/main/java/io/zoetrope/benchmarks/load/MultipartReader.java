package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * For one thread. Cuts a multipart stream into parts by their {@code Content-Length}, never looking
 * into a body.
 */
final class MultipartReader {
  private enum Place {
    BOUNDARY,
    HEADERS,
    BODY
  }

  private final PartSink sink;
  private final HeaderLine line = new HeaderLine();
  private Place place = Place.BOUNDARY;
  private long length = -1;
  private long timestampMicros = -1;
  private long sequence = -1;
  private long left;
  private long consumed;

  MultipartReader(PartSink sink) {
    this.sink = sink;
  }

  /** Takes all that is in {@code in}. */
  void feed(ByteBuffer in) throws BrokenStreamException {
    while (in.hasRemaining()) {
      int from = in.position();
      if (place == Place.BODY) {
        int count = (int) Math.min(left, in.remaining());
        sink.partBytes(in, count);
        in.position(from + count);
        consumed += count;
        left -= count;
        endIfWhole();
      } else {
        boolean whole = line.take(in);
        consumed += in.position() - from;
        if (whole) {
          takeLine();
          line.clear();
        }
      }
    }
  }

  private void takeLine() throws BrokenStreamException {
    if (place == Place.HEADERS) {
      takeHeader();
    } else if (line.startsWith("--")) {
      place = Place.HEADERS;
      length = -1;
      timestampMicros = -1;
      sequence = -1;
    } else if (!line.isEmpty()) {
      throw new BrokenStreamException("expected a boundary where a part ended");
    }
  }

  private void takeHeader() throws BrokenStreamException {
    if (line.startsWith("content-length:")) {
      length = line.number("content-length:".length());
    } else if (line.startsWith("x-timestamp:")) {
      timestampMicros = line.micros("x-timestamp:".length());
    } else if (line.startsWith("x-sequence:")) {
      sequence = line.number("x-sequence:".length());
    } else if (line.isEmpty()) {
      if (length < 0) {
        throw new BrokenStreamException("a part without Content-Length");
      }
      place = Place.BODY;
      left = length;
      sink.partStarted(timestampMicros, sequence, length);
      endIfWhole();
    }
  }

  private void endIfWhole() {
    if (left == 0) {
      place = Place.BOUNDARY;
      sink.partEnded();
    }
  }

  boolean insidePart() {
    return place == Place.BODY;
  }

  /** Bytes of the multipart stream taken so far, without the response head and chunk sizes. */
  long consumed() {
    return consumed;
  }
}
