package io.zoetrope.base;

import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one way to call what others wrote: drivers, observers, viewers, timers, handlers of programs,
 * native libraries. Whatever they throw, Errors included, ends here. Any thread may call it, as
 * long as it holds no lock: foreign code may call back.
 *
 * <p>A failure is logged with its stack trace the first time; from then on, the same one (same type
 * from the same line) only at debug level.
 */
public final class ForeignCode {
  private static final System.Logger LOG = System.getLogger(ForeignCode.class.getName());
  private static final int MOST_REMEMBERED = 100;

  /** Something to call that returns nothing. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  private record Failure(Class<?> type, @Nullable StackTraceElement thrownAt) {
    static Failure of(Throwable thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      return new Failure(thrown.getClass(), trace.length == 0 ? null : trace[0]);
    }
  }

  private final String name;
  private final Set<Failure> logged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger overdue = new AtomicInteger();

  /**
   * Code of one kind.
   *
   * @param name begins the sentence in the log, as in "An observer of cameras"
   */
  public ForeignCode(String name) {
    this.name = name;
  }

  /** Calls it for a caller that makes something of the failure itself. Logs nothing. */
  public static <T extends @Nullable Object> Outcome<T> call(Callable<T> code) {
    try {
      return new Returned<>(code.call());
    } catch (Throwable thrown) {
      return new Threw<>(thrown);
    }
  }

  /**
   * Runs it to its end, whatever that is.
   *
   * @return whether it has returned normally
   */
  public boolean run(Action code) {
    return get(
        () -> {
          code.run();
          return true;
        },
        false);
  }

  /** What it returns, or something else if it throws. */
  public <T extends @Nullable Object> T get(Callable<T> code, T otherwise) {
    return switch (call(code)) {
      case Returned<T>(T value) -> value;
      case Threw<T>(Throwable cause) -> {
        log(cause);
        yield otherwise;
      }
    };
  }

  /**
   * As {@link #get}, on a virtual thread of its own, for this long at most; then it is interrupted.
   * Until it has returned after all, it is not called again: code that hangs costs one thread.
   */
  public <T extends @Nullable Object> T getWithin(Duration atMost, Callable<T> code, T otherwise)
      throws InterruptedException {
    if (overdue.get() > 0) {
      return otherwise;
    }
    FutureTask<T> result = new FutureTask<>(() -> get(code, otherwise));
    Thread thread = Thread.ofVirtual().name("foreign-code").start(result);
    try {
      return result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      overdue.incrementAndGet();
      Thread.ofVirtual().start(() -> awaitReturn(thread));
      thread.interrupt();
      LOG.log(System.Logger.Level.WARNING, "{0} has not returned within {1}", name, atMost);
      return otherwise;
    } catch (ExecutionException e) {
      throw new AssertionError("The guard lets nothing through", e);
    }
  }

  private void awaitReturn(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      overdue.decrementAndGet();
    }
  }

  private void log(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    try {
      boolean first = logged.size() < MOST_REMEMBERED && logged.add(Failure.of(thrown));
      LOG.log(
          first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
          name + " failed",
          thrown);
    } catch (Throwable unspeakable) {
      // There may be no memory left to log with; whoever calls goes on all the same.
    }
  }
}
