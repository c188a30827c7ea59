package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Who watches. A buffer size of 0 leaves the kernel's default. Up to {@code mostReading} viewers
 * read all that they get, as all do outside; if there are more they throw it away in the kernel, as
 * to read it would cost more than to serve it.
 */
record Crowd(
    int viewers,
    int verifying,
    int stalled,
    int stallSeconds,
    int halfRate,
    int receiveBuffer,
    int slowReceiveBuffer,
    int mostReading) {
  static final int MOST_READING = 2000;

  private static final int VERIFYING = 4;

  /** After the stalled viewers read again, they are watched for at least this long. */
  private static final int RECOVERY_SECONDS = 5;

  /** Viewers that take all they get, some of them looking at every byte. */
  static Crowd of(int viewers) {
    return new Crowd(viewers, VERIFYING, 0, 0, 0, 0, 0, MOST_READING);
  }

  /** None may stall, too, and then all are watched for as long. */
  Crowd stalling(int count, int forSeconds, int buffer) {
    return new Crowd(
        viewers, verifying, count, forSeconds, halfRate, receiveBuffer, buffer, mostReading);
  }

  Crowd atHalfRate(int count, int buffer) {
    return new Crowd(
        viewers, verifying, stalled, stallSeconds, count, receiveBuffer, buffer, mostReading);
  }

  /** How long to measure them. */
  int seconds(Settings settings) {
    int least = stallSeconds == 0 ? 0 : stallSeconds + RECOVERY_SECONDS;
    return Math.max(settings.seconds(), least);
  }

  LoadPlan plan(List<URI> streams, Settings settings, boolean ownCore) {
    return new LoadPlan(
        streams,
        viewers,
        verifying,
        stalled,
        halfRate,
        Duration.ofSeconds(stallSeconds),
        Duration.ofSeconds(settings.warmUp()),
        Duration.ofSeconds(seconds(settings)),
        settings.frameBytes(),
        settings.fps(),
        receiveBuffer,
        slowReceiveBuffer,
        viewers > mostReading,
        ownCore);
  }
}
