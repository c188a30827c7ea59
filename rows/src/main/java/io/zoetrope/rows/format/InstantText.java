package io.zoetrope.rows.format;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as ISO 8601, in UTC. One thread. */
final class InstantText {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  // The minute of the last one: the next is often of the same.
  private long minute = Long.MIN_VALUE;
  private String minuteText = "";

  static boolean isUsual(Instant instant) {
    return instant.getEpochSecond() >= FIRST && instant.getEpochSecond() <= LAST;
  }

  /** With three decimals, or with six or nine if it needs them. */
  String text(Instant instant) {
    long wanted = Math.floorDiv(instant.getEpochSecond(), 60);
    if (wanted != minute) {
      minute = wanted;
      minuteText = LocalDateTime.ofEpochSecond(wanted * 60, 0, ZoneOffset.UTC).toString();
    }
    int nanos = instant.getNano();
    int decimals = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
    // The first digit keeps the zeros after it.
    long digits = (100 + Math.floorMod(instant.getEpochSecond(), 60)) * 1_000_000_000L + nanos;
    String text = Long.toString(digits);
    return minuteText + ':' + text.substring(1, 3) + '.' + text.substring(3, 3 + decimals) + 'Z';
  }
}
