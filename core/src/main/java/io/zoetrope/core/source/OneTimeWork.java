package io.zoetrope.core.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done once for all who need its result, such as unpacking and loading a library. Any
 * thread may wait for it, and may be interrupted while it waits: the work is done on a thread of
 * its own, which nobody interrupts. A result is kept; after a failure the next who waits has it
 * done again.
 *
 * <p>While a camera's thread waits here, the camera is not silent but being prepared.
 */
public final class OneTimeWork<T> {
  private static final Set<Thread> WAITING = ConcurrentHashMap.newKeySet();

  private final String name;
  private final Duration atMost;
  private final Callable<T> work;
  private @Nullable FutureTask<T> result; // guarded by this

  /**
   * Work that is begun when somebody first waits for it.
   *
   * @param name for people, as in "loading OpenCV"
   * @param atMost how long one waits for it; it goes on all the same
   * @param work throws an {@link IOException} with a sentence for people if it cannot be done now
   */
  public OneTimeWork(String name, Duration atMost, Callable<T> work) {
    this.name = name;
    this.atMost = atMost;
    this.work = work;
  }

  /** Whether the thread waits for any one-time work at this moment. */
  public static boolean isAwaitedBy(Thread thread) {
    return WAITING.contains(thread);
  }

  /**
   * The result, after the work was done if it was not done before.
   *
   * @throws IOException when the work has failed, or takes too long
   */
  public T await() throws IOException, InterruptedException {
    FutureTask<T> awaited = begun();
    WAITING.add(Thread.currentThread());
    try {
      return awaited.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "%s has taken more than %d seconds and still goes on".formatted(name, atMost.toSeconds()),
          e);
    } catch (ExecutionException e) {
      // Many may wait for the same failure: each throws an exception of its own.
      throw e.getCause() instanceof IOException cause
          ? new IOException(cause.getMessage(), cause)
          : new IOException("%s has failed: %s".formatted(name, e.getCause()), e.getCause());
    } finally {
      WAITING.remove(Thread.currentThread());
    }
  }

  private synchronized FutureTask<T> begun() {
    FutureTask<T> present = result;
    if (present != null && present.state() != Future.State.FAILED) {
      return present;
    }
    FutureTask<T> fresh = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name(name.replace(' ', '-')).start(fresh);
    result = fresh; // Only now: without a thread, nobody would ever do it.
    return fresh;
  }
}
