package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;

/** For one thread. Hands the payload of a chunked body on, in place and without copying. */
final class ChunkDecoder {
  private enum Place {
    SIZE,
    DATA,
    DATA_END
  }

  private final MultipartReader next;
  private final HeaderLine line = new HeaderLine();
  private Place place = Place.SIZE;
  private long left;

  ChunkDecoder(MultipartReader next) {
    this.next = next;
  }

  void feed(ByteBuffer in) throws BrokenStreamException {
    while (in.hasRemaining()) {
      if (place == Place.DATA) {
        feedData(in);
      } else if (line.take(in)) {
        takeLine();
        line.clear();
      }
    }
  }

  /** How many of the next bytes are body of a part, with no chunk's end among them. */
  int skippable() {
    return place == Place.DATA ? (int) Math.min(left, next.skippable()) : 0;
  }

  /** The next {@code count} bytes, all of them skippable, were not kept; there is at least one. */
  void skip(int count) {
    next.skip(count);
    took(count);
  }

  private void feedData(ByteBuffer in) throws BrokenStreamException {
    int limit = in.limit();
    int count = (int) Math.min(left, in.remaining());
    in.limit(in.position() + count);
    next.feed(in);
    in.limit(limit);
    took(count);
  }

  private void took(int count) {
    left -= count;
    if (left == 0) {
      place = Place.DATA_END;
    }
  }

  private void takeLine() throws BrokenStreamException {
    if (place == Place.DATA_END) {
      if (!line.isEmpty()) {
        throw new BrokenStreamException("a chunk longer than its size");
      }
      place = Place.SIZE;
      return;
    }
    left = line.hex();
    if (left == 0) {
      throw new BrokenStreamException("the server ended the stream");
    }
    place = Place.DATA;
  }
}
