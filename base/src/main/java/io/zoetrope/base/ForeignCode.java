package io.zoetrope.base;

import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
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

  @FunctionalInterface
  public interface Call<T extends @Nullable Object> {
    T call() throws Throwable;
  }

  @FunctionalInterface
  public interface Action {
    void run() throws Throwable;
  }

  private record Running(long deadline, AtomicBoolean reported) {
    boolean isOverdue() {
      return System.nanoTime() - deadline >= 0;
    }
  }

  private static final class Overdue extends TimeoutException {
    private static final long serialVersionUID = 1;

    /** Whether earlier calls have been logged as overdue already. */
    private final boolean known;

    Overdue(String message, boolean known) {
      super(message);
      this.known = known;
    }
  }

  private final String name;
  private final FailureLog failures;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile @Nullable Running running;

  /** The name begins the sentence in the log, as in "An observer of cameras". */
  public ForeignCode(String name) {
    this.name = name;
    this.failures = new FailureLog(name);
  }

  /** Calls it for a caller that makes something of the failure itself. Logs nothing. */
  public static <T extends @Nullable Object> Outcome<T> call(Call<T> code) {
    try {
      return new Returned<>(code.call());
    } catch (Throwable thrown) {
      return new Threw<>(thrown);
    }
  }

  /** What was thrown, in its own words if it has any. */
  public static String describe(Throwable thrown) {
    return call(thrown::toString) instanceof Returned<String>(String words) && words != null
        ? words
        : thrown.getClass().getName();
  }

  /**
   * As {@link #call}, on a thread of its own, for this long at most; then the code is interrupted,
   * and the outcome is a {@link TimeoutException} whose message is the end of a sentence. Calls
   * wait for each other, and fail at once while one has not returned after all: code that hangs
   * costs one thread, however deaf it is.
   */
  public <T extends @Nullable Object> Outcome<T> callWithin(Duration atMost, Call<T> code)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    Running before = running;
    if ((before != null && before.isOverdue())
        || !turn.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return new Threw<>(overdue(atMost, running));
    }
    Running call = new Running(deadline, new AtomicBoolean());
    FutureTask<Outcome<T>> result = new FutureTask<>(() -> call(code));
    Runnable oneTurn =
        () -> {
          result.run();
          running = null;
          turn.release();
        };
    running = call;
    // Not a virtual one: native code and loops that hang would each keep a carrier for good.
    Thread thread = Thread.ofPlatform().daemon().name("foreign-code").unstarted(oneTurn);
    try {
      thread.start();
    } catch (OutOfMemoryError tooManyThreads) {
      running = null;
      turn.release();
      return new Threw<>(new IllegalStateException("there is no thread left to run it"));
    }
    try {
      return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return new Threw<>(overdue(atMost, call));
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    } catch (ExecutionException e) {
      throw new AssertionError("A call lets nothing through", e);
    }
  }

  /** Runs it to its end, and says whether it has returned normally. */
  public boolean run(Action code) {
    return get(returning(code), false);
  }

  /** What it returns, or something else if it throws. */
  public <T extends @Nullable Object> T get(Call<T> code, T otherwise) {
    return switch (call(code)) {
      case Returned<T>(T value) -> value;
      case Threw<T>(Throwable cause) -> {
        if (cause instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        report(cause);
        yield otherwise;
      }
    };
  }

  /** As {@link #run}, for code that is called so often that it should leave no garbage behind. */
  public <A, B> boolean accept(BiConsumer<A, B> code, A first, B second) {
    try {
      code.accept(first, second);
      return true;
    } catch (Throwable thrown) {
      report(thrown);
      return false;
    }
  }

  /** What it returns {@linkplain #callWithin in time}, or something else; interrupts stay set. */
  public <T extends @Nullable Object> T getWithin(Duration atMost, Call<T> code, T otherwise) {
    try {
      switch (callWithin(atMost, code)) {
        case Returned<T>(T value) -> {
          return value;
        }
        case Threw<T>(Overdue late) ->
            LOG.log(
                late.known ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "{0} {1}",
                name,
                late.getMessage());
        case Threw<T>(Throwable cause) -> report(cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return otherwise;
  }

  /** Runs it as {@link #getWithin} does, and says whether it has returned normally in time. */
  public boolean runWithin(Duration atMost, Action code) {
    return getWithin(atMost, returning(code), false);
  }

  private static Call<Boolean> returning(Action code) {
    return () -> {
      code.run();
      return true;
    };
  }

  private static Overdue overdue(Duration atMost, @Nullable Running call) {
    boolean known = call == null || !call.isOverdue() || !call.reported.compareAndSet(false, true);
    return new Overdue(
        "has not answered within %s seconds"
            .formatted(
                BigDecimal.valueOf(atMost.toMillis(), 3).stripTrailingZeros().toPlainString()),
        known);
  }

  /** Whether the executor took it; one that was shut down refuses without a line in the log. */
  public boolean handOver(Executor executor, Runnable action) {
    try {
      executor.execute(action);
      return true;
    } catch (RejectedExecutionException shutDown) {
      return false;
    } catch (Throwable thrown) {
      report(thrown);
      return false;
    }
  }

  /** Logs what was thrown, for callers that use {@link #call}. */
  public void report(Throwable thrown) {
    failures.report(thrown);
  }
}
