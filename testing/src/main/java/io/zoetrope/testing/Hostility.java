package io.zoetrope.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** How foreign code misbehaves when it is called. Any thread; closing ends what hangs. */
public final class Hostility implements AutoCloseable {

  /** What it does. */
  public enum Kind {
    THROWS,
    THROWS_ERROR,
    /** Without end, and without noticing that it is interrupted. */
    HANGS,
    /** As {@link #HANGS}, and keeps a processor busy with it. */
    SPINS,
    /** Into whatever has called it, and returns then. */
    CALLS_BACK
  }

  private final Kind kind;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile Runnable back = () -> {};

  public Hostility(Kind kind) {
    this.kind = kind;
  }

  /** What it calls back. */
  public void callsBack(Runnable action) {
    back = action;
  }

  /** Does it. */
  public void act() {
    calls.incrementAndGet();
    switch (kind) {
      case THROWS -> throw new IllegalStateException("hostile exception");
      case THROWS_ERROR -> throw new NoClassDefFoundError("hostile/Error");
      case HANGS -> hang();
      case SPINS -> spin();
      case CALLS_BACK -> back.run();
    }
  }

  /** How often it was called. */
  public int calls() {
    return calls.get();
  }

  /** How many threads it holds now. */
  public int hanging() {
    return hanging.get();
  }

  @Override
  public void close() {
    over.countDown();
  }

  private void hang() {
    hanging.incrementAndGet();
    while (true) {
      try {
        over.await();
        hanging.decrementAndGet();
        return;
      } catch (InterruptedException e) {
        // It is deaf to that.
      }
    }
  }

  private void spin() {
    hanging.incrementAndGet();
    while (over.getCount() > 0) {
      Thread.onSpinWait();
    }
    hanging.decrementAndGet();
  }
}
