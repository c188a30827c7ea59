package io.zoetrope.app.catalog;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a recorder. Any thread may call for it; the recorder's own waits for messages and for
 * better times, and is woken. It is interrupted nowhere else: that would break the connection to a
 * database.
 */
final class RecorderEnd {
  private final Thread thread;
  private final CountDownLatch calls = new CountDownLatch(1);
  private final Object lock = new Object();
  private boolean polling; // guarded by the lock

  RecorderEnd(Thread thread) {
    this.thread = thread;
  }

  void comes() {
    synchronized (lock) {
      calls.countDown();
      if (polling) {
        thread.interrupt();
      }
    }
  }

  boolean hasCome() {
    return calls.getCount() == 0;
  }

  /** Waits for so long, unless it comes before. */
  boolean comesWithin(Duration pause) {
    try {
      return calls.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return hasCome();
    }
  }

  /** The next message; null if none has come in time, and at once if there is none at the end. */
  @Nullable Message poll(Subscriber events, Duration atMost) {
    synchronized (lock) {
      polling = true;
    }
    try {
      return events.poll(hasCome() ? Duration.ZERO : atMost).orElse(null);
    } catch (InterruptedException e) {
      return null;
    } finally {
      synchronized (lock) {
        polling = false;
        Thread.interrupted();
      }
    }
  }
}
