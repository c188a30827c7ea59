package io.zoetrope.drivers.rtsp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the times of all streams of a session on one line. Each counts from a point of its own;
 * which of these belong together shows when it arrives, and precisely when the camera reports it.
 * Used by one thread.
 */
final class SessionTimes {
  /** Reports of cameras whose clocks are wrong say more, and are left out. */
  private static final long MOST_CORRECTED = Duration.ofSeconds(10).toNanos();

  /** Clocks are read with some inaccuracy, which nobody should hear. */
  private static final long TOLERATED = Duration.ofMillis(40).toNanos();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Line> lines = new ArrayList<>();
  private boolean begun;
  private long beginning;

  /** Adds a stream whose clock counts so many units in a second. The others follow the first. */
  Line add(int clockRate) {
    Line line = new Line(clockRate);
    lines.add(line);
    return line;
  }

  private void align() {
    Line leader = lines.getFirst();
    if (leader.reported) {
      lines.stream().skip(1).filter(line -> line.reported).forEach(line -> line.follow(leader));
    }
  }

  /** The times of one stream. */
  final class Line {
    private final int clockRate;
    private boolean started;
    private boolean aligned;
    private boolean reported;
    private int last;
    private long lastTime; // without the offset
    private long ticks;
    private long offset;
    private long reportedTime; // without the offset
    private long reportedWallTime;

    private Line(int clockRate) {
      this.clockRate = clockRate;
    }

    /** Of a packet that arrives now. Timestamps that wrap around go on. */
    long nanos(int timestamp, long arrival) {
      if (!begun) {
        begun = true;
        beginning = arrival;
      }
      if (started && timestamp == last) {
        return lastTime + offset;
      }
      if (!started) {
        started = true;
        offset = arrival - beginning - toNanos(ticks);
        last = timestamp;
      }
      ticks += timestamp - last;
      last = timestamp;
      lastTime = toNanos(ticks);
      return lastTime + offset;
    }

    /** Another sender, who counts from another point. */
    void restart() {
      started = false;
      aligned = false;
      reported = false;
    }

    /** The camera says that a timestamp was at this time of its clock. */
    void report(int timestamp, long wallNanos) {
      if (!started || wallNanos == 0) {
        return;
      }
      reportedTime = toNanos(ticks + (timestamp - last));
      reportedWallTime = wallNanos;
      reported = true;
      align();
    }

    private void follow(Line leader) {
      long target =
          leader.reportedTime
              + leader.offset
              - leader.reportedWallTime
              + reportedWallTime
              - reportedTime;
      long correction = Math.abs(target - offset);
      if (correction < MOST_CORRECTED && (!aligned || correction > TOLERATED)) {
        offset = target;
        aligned = true;
      }
    }

    private long toNanos(long units) {
      return units / clockRate * SECOND + units % clockRate * SECOND / clockRate;
    }
  }
}
