package io.zoetrope.benchmarks.load;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * For one thread. Cuts a multipart stream into parts by their {@code Content-Length}, never looking
 * into a body.
 *
 * <p>Where there is none, the first part's length is found by its end, for which that part is not
 * shown, and taken for all: the pictures of a run are of one size.
 */
final class MultipartReader {
  private enum Place {
    BOUNDARY,
    HEADERS,
    BODY,
    BODY_OF_UNKNOWN_LENGTH
  }

  private final PartSink sink;
  private final HeaderLine line = new HeaderLine();
  private Place place = Place.BOUNDARY;
  private long length = -1;
  private long timestampMicros = -1;
  private long sequence = -1;
  private long left;
  private long consumed;
  private @Nullable BoundarySearch search;
  private long foundLength = -1;

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
        skip(count);
      } else if (place == Place.BODY_OF_UNKNOWN_LENGTH) {
        boolean found = requireNonNull(search).take(in);
        consumed += in.position() - from;
        if (found) {
          foundLength = search.partBytes();
          startHeaders();
        }
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
      if (search == null) {
        search = new BoundarySearch(line.toString());
      }
      startHeaders();
    } else if (!line.isEmpty()) {
      throw new BrokenStreamException("expected a boundary where a part ended");
    }
  }

  private void startHeaders() {
    place = Place.HEADERS;
    length = foundLength;
    timestampMicros = -1;
    sequence = -1;
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
        place = Place.BODY_OF_UNKNOWN_LENGTH;
        return;
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

  /** How many of the next bytes are nothing but body. */
  int skippable() {
    return place == Place.BODY ? (int) Math.min(left, Integer.MAX_VALUE) : 0;
  }

  /** The next {@code count} bytes, all of them skippable, were not kept; there is at least one. */
  void skip(int count) {
    consumed += count;
    left -= count;
    endIfWhole();
  }

  boolean insidePart() {
    return place == Place.BODY;
  }

  /** Bytes of the multipart stream taken so far, without the response head and chunk sizes. */
  long consumed() {
    return consumed;
  }
}
