package io.zoetrope.catalog.sql;

import io.zoetrope.rows.BadPositionException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Where a row stands: its time and its id, which may hold any character. Immutable.
 *
 * @param time as it is kept
 */
record Position(Instant time, String id) {
  private static final int RADIX = 36;

  static Position read(String text) throws BadPositionException {
    int dash = text.indexOf('-', 1);
    try {
      if (dash > 0 && text.length() < 2000) {
        return new Position(
            Timestamps.ofMicros(Long.parseLong(text, 0, dash, RADIX)),
            new String(
                HexFormat.of().parseHex(text, dash + 1, text.length()), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      // Is said below.
    }
    throw new BadPositionException(
        "This is no position in a table. Leave \"after\" out to begin with the newest row.");
  }

  @Override
  public String toString() {
    return Long.toString(Timestamps.micros(Timestamps.kept(time)), RADIX)
        + "-"
        + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }
}
