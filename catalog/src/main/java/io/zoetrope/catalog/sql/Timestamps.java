package io.zoetrope.catalog.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as databases keep them: in microseconds, within the years that all of them know. */
final class Timestamps {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Timestamps() {}

  static Instant kept(Instant time) {
    if (time.isBefore(FIRST)) {
      return FIRST;
    }
    return time.isAfter(LAST) ? LAST : time.truncatedTo(ChronoUnit.MICROS);
  }

  /** The earliest time that is kept as it is and not before this one. */
  static Instant bound(Instant time) {
    Instant kept = kept(time);
    return kept.isBefore(time) && kept.isBefore(LAST) ? kept.plus(1, ChronoUnit.MICROS) : kept;
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
