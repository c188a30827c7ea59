package io.zoetrope.benchmarks.rows;

import java.nio.charset.StandardCharsets;

/** For one thread. Counts rows by what ends each of them, in bytes that come in any pieces. */
final class RowCounter {
  private final byte[] end;
  private int matched;
  private long count;

  /** The first character of the end must not come again in it. */
  RowCounter(String end) {
    this.end = end.getBytes(StandardCharsets.US_ASCII);
  }

  long count() {
    return count;
  }

  void take(byte[] bytes, int length) {
    byte start = end[0];
    int at = matched;
    long found = count;
    for (int i = 0; i < length; i++) {
      byte next = bytes[i];
      if (next == end[at]) {
        if (++at == end.length) {
          found++;
          at = 0;
        }
      } else if (at != 0) {
        at = next == start ? 1 : 0;
      }
    }
    matched = at;
    count = found;
  }
}
