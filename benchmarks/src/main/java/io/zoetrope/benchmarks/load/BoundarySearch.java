package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** For one thread. Finds where a part ends that does not tell its length. */
final class BoundarySearch {
  private final byte[] end;
  private int matched;
  private long seen;

  /** Looks for this line, {@code --} included. */
  BoundarySearch(String boundaryLine) {
    this.end = ("\r\n" + boundaryLine + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Takes bytes up to the end of the boundary's line; true when that is reached. */
  boolean take(ByteBuffer in) {
    while (in.hasRemaining()) {
      byte next = in.get();
      seen++;
      if (next == end[matched]) {
        matched++;
        if (matched == end.length) {
          return true;
        }
      } else {
        // Of all that matched, only a carriage return can be where the boundary really starts.
        matched = next == end[0] ? 1 : 0;
      }
    }
    return false;
  }

  /** How long the part was that has just ended. */
  long partBytes() {
    return seen - end.length;
  }
}
