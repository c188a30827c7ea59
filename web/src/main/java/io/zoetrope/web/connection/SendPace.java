package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps little on its way to a viewer, because pictures that wait in the kernel and in routers grow
 * old. Event loop only.
 *
 * <p>How long the kernel takes to accept what is written shows how quick the way is. On a slow one
 * the kernel may hold only what leaves within a moment, and sends no faster than the way carries:
 * in a burst a router would hold much, or lose it.
 */
public final class SendPace {
  static final long LEAST_UNSENT = 16 * 1024;
  static final long MOST_UNSENT = 128 * 1024;

  /** More than a tenth of a second of it would be too old. */
  private static final double UNSENT_SECONDS = 0.1;

  /** How much faster than a way was so far, so that it can prove to be quicker. */
  private static final double HEADROOM = 1.25;

  /** How much slower while more than a moment of it waits in routers, so that this becomes less. */
  private static final double RELIEF = 0.9;

  private static final long LEAST_RATE = 64 * 1024;
  private static final long MOST_RATE = 4 << 20;
  private static final Duration QUICK = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofMillis(100);

  /** With less than that nothing waits in routers: the viewer or this machine is slow. */
  private static final Duration QUEUES = Duration.ofMillis(20);

  private static final Duration QUEUED = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(1);

  /** After so long without a write that took its time, the way is quick. */
  private static final Duration MEMORY = Duration.ofSeconds(10);

  /** A viewer that has received as much at once is not on a slow way. */
  private static final long PROVEN_BYTES = 512 * 1024;

  /** Writes that are not further apart keep the way busy. */
  private static final Duration BUSY_GAP = Duration.ofMillis(5);

  private final SendSocket socket;
  private final LongSupplier nanoTime;
  private long unsentLimit = LEAST_UNSENT;
  private long rate = MOST_RATE;
  private boolean slow;
  private int writes;
  private long accepted;
  private long sinceNanos;
  private long idleNanos;
  private long slowNanos;
  private long ackedBefore;
  private long lastSeen;

  SendPace(SendSocket socket, LongSupplier nanoTime) {
    this.socket = socket;
    this.nanoTime = nanoTime;
    socket.limitUnsent(unsentLimit);
  }

  public static SendPace of(Channel channel) {
    return new SendPace(
        channel instanceof EpollSocketChannel epoll
            ? new EpollSendSocket(epoll)
            : new PlainSendSocket(channel),
        System::nanoTime);
  }

  /** So many bytes are written now. */
  public void writes(int more) {
    long now = nanoTime.getAsLong();
    if (writes == 0 && now - idleNanos > BUSY_GAP.toNanos()) {
      begin(now);
    }
    writes++;
    accepted += more;
  }

  /** The kernel has accepted all bytes of one of the writes. */
  public void accepted() {
    writes--;
    long now = nanoTime.getAsLong();
    idleNanos = now;
    Duration took = Duration.ofNanos(now - sinceNanos);
    if (took.compareTo(QUICK) >= 0) {
      slowNanos = now;
    }
    if (!slow) {
      if (took.compareTo(SLOW) >= 0) {
        slow = true;
        begin(now); // What waits already is accepted: from now on it shows how quickly it leaves.
      } else if (accepted >= PROVEN_BYTES) {
        limitUnsent(MOST_UNSENT);
      }
    } else if (now - slowNanos > MEMORY.toNanos()) {
      slow = false;
      lastSeen = 0;
      limitUnsent(MOST_UNSENT);
      limitRate(MOST_RATE);
    } else if (took.compareTo(SLOW) >= 0) {
      measure(took, now);
    }
  }

  private void begin(long nowNanos) {
    sinceNanos = nowNanos;
    if (slow) {
      ackedBefore = socket.acked();
    }
  }

  /** Not in less than it takes to go there and back, twice. */
  private void measure(Duration took, long nowNanos) {
    Duration roundTrip = socket.roundTrip();
    Duration least =
        roundTrip.multipliedBy(2).compareTo(LONG) < 0 ? roundTrip.multipliedBy(2) : LONG;
    if (took.compareTo(least) < 0) {
      return;
    }
    carries((long) ((socket.acked() - ackedBefore) * 1e9 / took.toNanos()));
    begin(nowNanos);
  }

  /** The way has been seen to carry so many bytes a second. */
  public void carries(long bytesPerSecond) {
    long seen = Math.max(bytesPerSecond, lastSeen); // A loss makes one of two too small.
    lastSeen = bytesPerSecond;
    limitUnsent((long) (seen * UNSENT_SECONDS));
    Duration queued = socket.queued();
    if (rate < MOST_RATE || queued.compareTo(QUEUES) > 0) {
      limitRate((long) (seen * (queued.compareTo(QUEUED) < 0 ? HEADROOM : RELIEF)));
    }
  }

  private void limitUnsent(long wanted) {
    long limit = Math.clamp(wanted, LEAST_UNSENT, MOST_UNSENT);
    if (limit != unsentLimit) {
      unsentLimit = limit;
      socket.limitUnsent(limit);
    }
  }

  private void limitRate(long wanted) {
    long limit = Math.clamp(wanted, LEAST_RATE, MOST_RATE);
    if (limit != rate) {
      rate = limit;
      socket.limitRate(limit < MOST_RATE ? limit : SendSocket.UNLIMITED);
    }
  }
}
