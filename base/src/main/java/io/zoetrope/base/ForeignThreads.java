package io.zoetrope.base;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for foreign code that nobody waits for: as many as are busy at once, and kept for a
 * moment. They are platform threads, since code that never returns would keep a virtual one's
 * carrier from all others.
 */
public final class ForeignThreads {
  private static final long KEPT_SECONDS = 10;

  /** For the whole program, which they do not keep alive. */
  public static final Executor SHARED =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("foreign-code-", 1).factory());

  /** Makes such threads for code that is to be interrupted: one each, which nobody else uses. */
  public static ThreadFactory named(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  private ForeignThreads() {}
}
