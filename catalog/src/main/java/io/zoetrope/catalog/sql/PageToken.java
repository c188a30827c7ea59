package io.zoetrope.catalog.sql;

import io.zoetrope.rows.BadPageTokenException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** Where a row stands: its time as it is kept, and its id, which may hold any character. */
record PageToken(Instant time, String id) {
  private static final int RADIX = 36;

  static PageToken read(String text) throws BadPageTokenException {
    int dash = text.indexOf('-', 1);
    try {
      if (dash > 0 && text.length() < 2000) {
        return new PageToken(
            Timestamps.ofMicros(Long.parseLong(text, 0, dash, RADIX)),
            new String(
                HexFormat.of().parseHex(text, dash + 1, text.length()), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      // Is said below.
    }
    throw new BadPageTokenException(
        "This is not a position in a table. Leave \"after\" out to begin with the newest row.");
  }

  @Override
  public String toString() {
    return Long.toString(Timestamps.micros(Timestamps.kept(time)), RADIX)
        + "-"
        + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }
}
