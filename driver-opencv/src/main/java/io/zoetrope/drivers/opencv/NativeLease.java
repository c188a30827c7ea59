package io.zoetrope.drivers.opencv;

import io.zoetrope.base.ForeignCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Frees something native after the use under way. One thread uses it, any thread may end it. */
final class NativeLease {
  private static final ForeignCode FREEING = new ForeignCode("Freeing something native");

  private enum State {
    IDLE,
    IN_USE,
    /** Whoever uses it frees it. */
    ENDING,
    ENDED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final CountDownLatch freed = new CountDownLatch(1);
  private final Runnable free;

  NativeLease(Runnable free) {
    this.free = free;
  }

  /** Returns whether it may be used until {@link #finish}; not when it has been ended. */
  boolean begin() {
    return state.compareAndSet(State.IDLE, State.IN_USE);
  }

  void finish() {
    if (!state.compareAndSet(State.IN_USE, State.IDLE)) {
      free();
    }
  }

  boolean ended() {
    return state.get() == State.ENDING || state.get() == State.ENDED;
  }

  void end(Duration patience) {
    State before =
        state.getAndUpdate(
            now -> now == State.IDLE ? State.ENDED : ended(now) ? now : State.ENDING);
    switch (before) {
      case IDLE -> free();
      case IN_USE, ENDING -> await(patience);
      case ENDED -> {}
    }
  }

  private static boolean ended(State state) {
    return state == State.ENDING || state == State.ENDED;
  }

  private void free() {
    FREEING.run(free::run);
    state.set(State.ENDED);
    freed.countDown();
  }

  private void await(Duration patience) {
    try {
      boolean _ = freed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
