package io.zoetrope.base;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs foreign code one action at a time, in order, so that code which hangs holds up itself only,
 * and costs one thread. Any thread may call it, and is never held up.
 */
public final class SerialExecutor implements Executor {
  private static final System.Logger LOG = System.getLogger(SerialExecutor.class.getName());

  private final String name;
  private final Executor threads;
  private final int mostWaiting;
  private final ForeignCode guard;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(); // guarded by the lock
  private boolean running; // guarded by the lock
  private boolean full; // guarded by the lock

  /**
   * One that has nothing to run yet.
   *
   * @param name begins the sentence in the log, as in "An observer of cameras"
   * @param threads runs it; must not run it on the thread that calls while that holds a lock
   * @param mostWaiting more than this are dropped, which is logged
   */
  public SerialExecutor(String name, Executor threads, int mostWaiting) {
    this.name = name;
    this.threads = threads;
    this.mostWaiting = mostWaiting;
    this.guard = new ForeignCode(name);
  }

  @Override
  public void execute(Runnable action) {
    boolean starts;
    boolean firstMissed;
    lock.lock();
    try {
      boolean misses = waiting.size() >= mostWaiting;
      if (!misses) {
        waiting.add(action);
      }
      firstMissed = misses && !full;
      full = misses;
      starts = !running;
      running = true;
    } finally {
      lock.unlock();
    }
    if (firstMissed) {
      LOG.log(System.Logger.Level.WARNING, "{0} takes too long and misses calls", name);
    }
    if (starts) {
      guard.run(() -> threads.execute(this::runAll));
    }
  }

  private void runAll() {
    for (Runnable next = next(); next != null; next = next()) {
      guard.run(next::run);
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable next = waiting.poll();
      running = next != null;
      return next;
    } finally {
      lock.unlock();
    }
  }
}
