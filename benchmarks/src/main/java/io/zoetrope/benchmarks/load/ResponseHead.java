package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * For one thread. Reads the head of an HTTP response and keeps the little of it that a viewer
 * needs.
 */
final class ResponseHead {
  private final HeaderLine line = new HeaderLine();
  private boolean statusRead;
  private boolean chunked;

  /** Takes bytes up to the end of the head; true when it is whole. */
  boolean take(ByteBuffer in) throws BrokenStreamException {
    while (line.take(in)) {
      if (!statusRead) {
        readStatus();
      } else if (line.isEmpty()) {
        return true;
      } else if (line.startsWith("transfer-encoding:")) {
        chunked = line.toString().endsWith("chunked");
      }
      line.clear();
    }
    return false;
  }

  private void readStatus() throws BrokenStreamException {
    if (!line.startsWith("http/1.1 200") && !line.startsWith("http/1.0 200")) {
      throw new BrokenStreamException("the server answered: " + line);
    }
    statusRead = true;
  }

  boolean chunked() {
    return chunked;
  }
}
