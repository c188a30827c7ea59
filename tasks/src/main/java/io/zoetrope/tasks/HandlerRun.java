package io.zoetrope.tasks;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A handler at work, on a thread that it may keep for as long as it likes. Any thread may call it.
 */
final class HandlerRun {
  private final String name;
  private final ForeignCode.Call<@Nullable JsonNode> handler;
  private final Consumer<Outcome<@Nullable JsonNode>> whenEnded;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();
  private @Nullable Thread thread; // guarded by the lock
  private boolean interrupted; // guarded by the lock

  /** Whatever its outcome is, {@code whenEnded} receives it. */
  HandlerRun(
      String name,
      ForeignCode.Call<@Nullable JsonNode> handler,
      Consumer<Outcome<@Nullable JsonNode>> whenEnded) {
    this.name = name;
    this.handler = handler;
    this.whenEnded = whenEnded;
  }

  /** Begins on one of these threads, and returns at once. */
  void start(Executor threads) {
    threads.execute(this::run);
  }

  /** Interrupts it, as soon as it has begun; does nothing once it has ended. */
  void interrupt() {
    synchronized (lock) {
      interrupted = true;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /** Waits until it has ended; returns whether it has. */
  boolean join(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  void join() throws InterruptedException {
    ended.await();
  }

  private void run() {
    Thread current = Thread.currentThread();
    String usual = current.getName();
    current.setName(name);
    try {
      takeThread(current);
      Outcome<@Nullable JsonNode> brought = ForeignCode.call(handler);
      leaveThread();
      whenEnded.accept(brought);
    } finally {
      current.setName(usual);
      ended.countDown();
    }
  }

  private void takeThread(Thread current) {
    synchronized (lock) {
      thread = current;
      if (interrupted) {
        current.interrupt();
      }
    }
  }

  /** From here on the thread is for others, who are not to be interrupted. */
  private void leaveThread() {
    synchronized (lock) {
      thread = null;
      Thread.interrupted();
    }
  }
}
