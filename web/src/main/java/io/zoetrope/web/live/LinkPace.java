package io.zoetrope.web.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much may be on its way to a client, so that little waits in buffers between here and there,
 * where it would grow old. Used by one thread.
 *
 * <p>Marks, which are pings, follow the bytes; the client's answer to one says that all before it
 * has arrived, and when. While answers come as quickly as they can, more may be on its way; when
 * they are late, something queues up, and less may be.
 */
final class LinkPace {
  private static final long FIRST_WINDOW = 64 * 1024;
  private static final long LEAST_WINDOW = 16 * 1024;
  private static final long MOST_WINDOW = 1 << 20;
  private static final long MOST_RATE = 1 << 30;

  /** From here on an answer is late, compared with the quickest. */
  private static final long LATE_NANOS = Duration.ofMillis(50).toNanos();

  /** What may queue up, at most, where bytes queue up at all. */
  private static final long QUEUE_NANOS = Duration.ofMillis(100).toNanos();

  private static final long BETWEEN_MARKS_NANOS = Duration.ofMillis(20).toNanos();
  private static final long BETWEEN_MARKS_BYTES = 64 * 1024;

  private static final long BETWEEN_PROBES_NANOS = Duration.ofSeconds(1).toNanos();

  /** The way to the client may change: what was the quickest answer is forgotten after that. */
  private static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();

  /** Bytes up to here are followed by a mark. */
  private record Mark(long number, long position, long flight, boolean full, long sentNanos) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long window = FIRST_WINDOW;
  private long sent;
  private long bytesPerSecond = MOST_RATE;
  private long delivered;
  private long lastMark;
  private long lastMarkNanos;
  private long lastMarkPosition;
  private long lastProbeNanos;
  private long quickestNanos = Long.MAX_VALUE;
  private long quickestBeforeNanos = Long.MAX_VALUE;
  private long memorySinceNanos;

  LinkPace(long nowNanos) {
    memorySinceNanos = nowNanos;
    lastMarkNanos = nowNanos - BETWEEN_MARKS_NANOS;
    lastProbeNanos = nowNanos - BETWEEN_PROBES_NANOS;
  }

  /** Whether something may be sent; it may be larger than what is left of the room. */
  boolean hasRoom() {
    return onItsWay() < window;
  }

  /** How many bytes, as far as the answers have shown. */
  long onItsWay() {
    return sent - delivered;
  }

  void sent(int bytes) {
    sent += bytes;
  }

  /** Whether to send a mark behind what was sent. Always when the room is used up. */
  boolean needsMark(long nowNanos) {
    Mark last = marks.peekLast();
    boolean marked = last == null ? onItsWay() == 0 : last.position() == sent;
    return !marked
        && (!hasRoom()
            || sent - lastMarkPosition >= BETWEEN_MARKS_BYTES
            || nowNanos - lastMarkNanos >= BETWEEN_MARKS_NANOS);
  }

  /**
   * Whether to send a mark ahead of what will be sent, because nothing is on its way: where every
   * frame takes long, only such a mark shows how long the way itself is.
   */
  boolean needsProbe(long nowNanos) {
    return onItsWay() == 0 && marks.isEmpty() && nowNanos - lastProbeNanos >= BETWEEN_PROBES_NANOS;
  }

  /** A mark is sent now; returns its number. */
  long mark(long nowNanos) {
    if (onItsWay() == 0) {
      lastProbeNanos = nowNanos;
    }
    lastMarkNanos = nowNanos;
    lastMarkPosition = sent;
    marks.add(new Mark(++lastMark, sent, onItsWay(), !hasRoom(), nowNanos));
    return lastMark;
  }

  /** The client has answered this mark. It may leave out earlier ones. */
  void answered(long number, long nowNanos) {
    Mark answered = null;
    while (!marks.isEmpty() && marks.peek().number() <= number) {
      answered = marks.remove();
    }
    if (answered == null || answered.number() != number) {
      return;
    }
    delivered = answered.position();
    adjust(answered, nowNanos);
  }

  private void adjust(Mark mark, long nowNanos) {
    long delayNanos = Math.max(1, nowNanos - mark.sentNanos());
    long quickest = quickest(delayNanos, nowNanos);
    if (delayNanos - quickest < LATE_NANOS) {
      if (mark.full()) {
        window = Math.min(MOST_WINDOW, window * 2);
        bytesPerSecond = Math.min(MOST_RATE, bytesPerSecond * 2);
      }
      return;
    }
    // What was on its way took this long, so in the time allowed so much of it arrives.
    bytesPerSecond = (long) (mark.flight() * 1e9 / delayNanos);
    double share = (double) (quickest + QUEUE_NANOS) / delayNanos;
    long fitting = (long) (mark.flight() * share);
    window = Math.max(LEAST_WINDOW, Math.min(window, fitting));
  }

  /** How many bytes the way carries in a second, as far as that was seen. */
  long bytesPerSecond() {
    return bytesPerSecond;
  }

  private long quickest(long delayNanos, long nowNanos) {
    if (nowNanos - memorySinceNanos > MEMORY_NANOS) {
      memorySinceNanos = nowNanos;
      quickestBeforeNanos = quickestNanos;
      quickestNanos = Long.MAX_VALUE;
    }
    quickestNanos = Math.min(quickestNanos, delayNanos);
    return Math.min(quickestNanos, quickestBeforeNanos);
  }
}
