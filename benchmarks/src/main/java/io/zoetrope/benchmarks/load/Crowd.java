package io.zoetrope.benchmarks.load;

/**
 * Who watches.
 *
 * @param viewers all of them, four of which look at every byte
 * @param stalled how many stop reading for a while
 * @param halfRate how many read at half the needed rate
 * @param mostReading if there are more viewers, they throw pictures away in the kernel, because
 *     reading them would cost more than serving them
 */
public record Crowd(int viewers, int stalled, int stallSeconds, int halfRate, int mostReading) {
  public static final int MOST_READING = 2000;
  static final int VERIFYING = 4;

  /** After the stalled viewers read again, they are watched for at least this long. */
  private static final int RECOVERY_SECONDS = 5;

  /** Viewers that take all they get, some of them looking at every byte. */
  public static Crowd of(int viewers) {
    return new Crowd(viewers, 0, 0, 0, MOST_READING);
  }

  /** If nobody stalls, all are watched for as long as if somebody did. */
  public Crowd stalling(int count, int seconds) {
    return new Crowd(viewers, count, seconds, halfRate, mostReading);
  }

  public Crowd atHalfRate(int count) {
    return new Crowd(viewers, stalled, stallSeconds, count, mostReading);
  }

  public Crowd reading(int most) {
    return new Crowd(viewers, stalled, stallSeconds, halfRate, most);
  }

  /** How long to measure them, at least. */
  public int leastSeconds() {
    return stallSeconds == 0 ? 0 : stallSeconds + RECOVERY_SECONDS;
  }

  boolean drops() {
    return viewers > mostReading;
  }

  int plain() {
    return viewers - stalled - halfRate;
  }
}
