package io.zoetrope.benchmarks.rows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** For one thread. A chunked body without its chunks; one that is cut off is an error. */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw new EOFException("the table was cut off");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (!first && !HttpLines.read(in).isEmpty()) {
      throw new IOException("a chunk is longer than its size");
    }
    first = false;
    String size = HttpLines.read(in);
    left = Long.parseLong(size, 16);
    ended = left == 0;
  }
}
