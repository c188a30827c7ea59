package io.zoetrope.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock around the state of an object, which keeps what is foreign or slow out of it: that is
 * noted under the lock, and done when the lock is free, in the same order. Any thread may call it.
 */
public final class StateLock {
  private static final ForeignCode FOLLOWING = new ForeignCode("What follows a change of state");

  @FunctionalInterface
  public interface Change<T extends @Nullable Object, X extends Exception> {
    T make() throws X;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> following = new ArrayList<>(); // guarded by the lock

  /** Makes a change under the lock and then does what {@link #whenFree} has noted meanwhile. */
  public void locked(Runnable change) {
    boolean _ =
        locked(() -> {
          change.run();
          return true;
        });
  }

  /** As above, for what the change returns. */
  public <T extends @Nullable Object, X extends Exception> T locked(Change<T, X> change) throws X {
    List<Runnable> due = List.of();
    lock.lock();
    try {
      return change.make();
    } finally {
      if (lock.getHoldCount() == 1) {
        due = List.copyOf(following);
        following.clear();
      }
      lock.unlock();
      due.forEach(action -> FOLLOWING.run(action::run));
    }
  }

  /** Notes what to do when the lock is free, on the thread of the change. Under the lock. */
  public void whenFree(Runnable action) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("whenFree belongs into a change");
    }
    following.add(action);
  }
}
