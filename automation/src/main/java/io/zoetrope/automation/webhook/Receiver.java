package io.zoetrope.automation.webhook;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * What a webhook's receiver has asked for: to be left alone for a while, or for ever. Any thread
 * may call it.
 */
final class Receiver {
  private static final Duration LONGEST_QUIET = Duration.ofMinutes(1);

  private final Timekeeper time;
  private volatile boolean gone;
  private volatile Instant quietUntil = Instant.MIN;

  Receiver(Timekeeper time) {
    this.time = time;
  }

  boolean isGone() {
    return gone;
  }

  /** Returns whether that is new. */
  synchronized boolean goes() {
    boolean first = !gone;
    gone = true;
    return first;
  }

  /** It wants nothing for so long; a minute is granted at most. */
  synchronized void wantsQuiet(Duration wanted) {
    Duration granted = wanted.compareTo(LONGEST_QUIET) < 0 ? wanted : LONGEST_QUIET;
    Instant until = time.now().plus(granted);
    quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
  }

  void awaitEndOfQuiet() throws InterruptedException {
    Instant now = time.now();
    Instant until = quietUntil;
    if (!until.isAfter(now)) {
      return;
    }
    Duration left = Duration.between(now, until);
    CountDownLatch over = new CountDownLatch(1);
    Timer timer =
        time.after(left.compareTo(LONGEST_QUIET) < 0 ? left : LONGEST_QUIET, over::countDown);
    try {
      over.await();
    } finally {
      timer.cancel();
    }
  }
}
