package io.zoetrope.rows.format;

import java.time.Instant;
import java.time.LocalDate;

/** Instants as ISO 8601, in UTC. One thread. */
final class InstantText {
  static final int LONGEST = 30;

  private static final long SECONDS_A_DAY = 86_400;
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  // The day of the last one: the next is mostly of the same.
  private long day = Long.MIN_VALUE;
  private final byte[] dayText = new byte[11];

  /** Whether its year has four digits. */
  static boolean isUsual(Instant instant) {
    return instant.getEpochSecond() >= FIRST && instant.getEpochSecond() <= LAST;
  }

  /** Writes it with three decimals, or with six or nine if it needs them. Returns where it ends. */
  int write(Instant instant, byte[] to, int from) {
    long second = instant.getEpochSecond();
    setDay(Math.floorDiv(second, SECONDS_A_DAY));
    System.arraycopy(dayText, 0, to, from, dayText.length);
    int ofDay = (int) Math.floorMod(second, SECONDS_A_DAY);
    int at = two(to, from + dayText.length, ofDay / 3600);
    to[at++] = ':';
    at = two(to, at, ofDay / 60 % 60);
    to[at++] = ':';
    at = two(to, at, ofDay % 60);
    to[at++] = '.';
    int nanos = instant.getNano();
    at = three(to, at, nanos / 1_000_000);
    if (nanos % 1_000_000 != 0) {
      at = three(to, at, nanos / 1000 % 1000);
      if (nanos % 1000 != 0) {
        at = three(to, at, nanos % 1000);
      }
    }
    to[at++] = 'Z';
    return at;
  }

  private void setDay(long wanted) {
    if (wanted == day) {
      return;
    }
    day = wanted;
    LocalDate date = LocalDate.ofEpochDay(wanted);
    int at = two(dayText, two(dayText, 0, date.getYear() / 100), date.getYear() % 100);
    dayText[at++] = '-';
    at = two(dayText, at, date.getMonthValue());
    dayText[at++] = '-';
    at = two(dayText, at, date.getDayOfMonth());
    dayText[at] = 'T';
  }

  private static int two(byte[] to, int at, int number) {
    to[at] = (byte) ('0' + number / 10);
    to[at + 1] = (byte) ('0' + number % 10);
    return at + 2;
  }

  private static int three(byte[] to, int at, int number) {
    to[at] = (byte) ('0' + number / 100);
    return two(to, at + 1, number % 100);
  }
}
