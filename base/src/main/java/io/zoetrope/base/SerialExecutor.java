package io.zoetrope.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs foreign code one action at a time, in order, so that code which hangs holds up itself only,
 * and costs one thread. Any thread may call it, and is never held up.
 */
public final class SerialExecutor implements Executor {
  private static final System.Logger LOG = System.getLogger(SerialExecutor.class.getName());

  private static final Executor AGAIN =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Runnable::run);

  private final String name;
  private final Executor threads;
  private final int mostWaiting;
  private final ForeignCode guard;

  // Guarded by the lock of those that wait.
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;
  private boolean full;

  /**
   * One that has nothing to run yet. When there is no thread to run it on, that is tried again each
   * second.
   *
   * @param name begins the sentence in the log, as in "An observer of cameras"
   * @param threads runs it, and may do so on the thread that calls {@link #wake}
   * @param mostWaiting more than this are dropped, which is logged
   */
  public SerialExecutor(String name, Executor threads, int mostWaiting) {
    this.name = name;
    this.threads = threads;
    this.mostWaiting = mostWaiting;
    this.guard = new ForeignCode(name);
  }

  /** Adds an action and runs it in its turn. Call it without holding a lock. */
  @Override
  public void execute(Runnable action) {
    boolean _ = add(action);
    wake();
  }

  /**
   * Adds an action, unless too many wait, without running it: the caller may hold a lock, and calls
   * {@link #wake} when it has let go of it.
   */
  public boolean add(Runnable action) {
    boolean added;
    boolean firstMissed;
    synchronized (waiting) {
      added = waiting.size() < mostWaiting;
      if (added) {
        waiting.add(action);
      }
      firstMissed = !added && !full;
      full = !added;
    }
    if (firstMissed) {
      LOG.log(System.Logger.Level.WARNING, "{0} takes too long and misses calls", name);
    }
    return added;
  }

  /** Begins to run what waits, unless it is being run. Call it without holding a lock. */
  public void wake() {
    synchronized (waiting) {
      if (running || waiting.isEmpty()) {
        return;
      }
      running = true;
    }
    if (!guard.handOver(threads, this::runAll)) {
      synchronized (waiting) {
        running = false;
      }
      AGAIN.execute(this::wake); // Whoever added it may never come back to wake it.
    }
  }

  /** Waits until all that was added before has been run, and says whether that is so in time. */
  public boolean await(Duration atMost) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    execute(done::countDown);
    return done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void runAll() {
    for (Runnable next = next(); next != null; next = next()) {
      guard.run(next::run);
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable next = waiting.poll();
      running = next != null;
      return next;
    }
  }
}
