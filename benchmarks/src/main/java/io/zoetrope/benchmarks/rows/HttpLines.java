package io.zoetrope.benchmarks.rows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** For any thread. Lines of HTTP that stand before the bytes of a body. */
final class HttpLines {
  private HttpLines() {}

  static String read(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the table was cut off");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
