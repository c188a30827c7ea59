package io.zoetrope.web.live;

import java.time.Duration;

/** How many messages a client may send: so many a second, and some more at once. One thread. */
final class MessageBudget {
  private static final int A_SECOND = 2000;
  private static final int AT_ONCE = 10_000;
  private static final int MOST_REFUSED = 100;
  private static final int DEAR = 20;
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private double left = AT_ONCE;
  private long sinceNanos;
  private int refused;

  MessageBudget(long nowNanos) {
    this.sinceNanos = nowNanos;
  }

  /** Whether this message may be followed. */
  boolean allows(LiveRequest request, long nowNanos) {
    return spend(
        switch (request) {
          case LiveRequest.Taken _, LiveRequest.Clock _ -> 1;
          case LiveRequest.Watch _, LiveRequest.Unwatch _ -> DEAR;
          case LiveRequest.Listen _, LiveRequest.Unlisten _ -> DEAR;
          case LiveRequest.Pause(var views) -> DEAR * Math.max(1, views.size());
          case LiveRequest.Resume(var views) -> DEAR * Math.max(1, views.size());
        },
        nowNanos);
  }

  /** Whether another control frame, or a piece of a message, may be read. */
  boolean allowsPiece(long nowNanos) {
    return spend(1, nowNanos);
  }

  /** One could not be followed; returns whether that is enough. */
  boolean refused() {
    return ++refused > MOST_REFUSED;
  }

  private boolean spend(int tokens, long nowNanos) {
    left = Math.min(AT_ONCE, left + (nowNanos - sinceNanos) / NANOS * A_SECOND);
    sinceNanos = nowNanos;
    left -= tokens;
    return left >= 0;
  }
}
