package io.zoetrope.tasks.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.zoetrope.base.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that all calls share, replaced when it is lost. Any thread may call it; while
 * one connects, the others wait for it.
 */
final class SharedConnection {
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

  private final Supplier<CompletionStage<StatefulRedisConnection<String, String>>> connecting;
  private final Duration extra;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable StatefulRedisConnection<String, String> current;
  private volatile @Nullable ExecutionException failure;
  private int failures; // guarded by the lock
  private long nextTryNanos; // guarded by the lock
  private volatile long failingSinceNanos;
  private boolean closed;

  SharedConnection(
      Supplier<CompletionStage<StatefulRedisConnection<String, String>>> connecting,
      Duration extra,
      RandomGenerator random) {
    this.connecting = connecting;
    this.extra = extra;
    this.random = random;
  }

  /**
   * @param endNanos when to give up; the first connection may take longer
   * @throws ExecutionException with the reason why there is none; also when one has just been tried
   */
  StatefulRedisConnection<String, String> get(long endNanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    StatefulRedisConnection<String, String> open = current;
    if (open != null && open.isOpen()) {
      return open;
    }
    // On a small machine it takes seconds to load what connects.
    long limitNanos = open == null ? endNanos + extra.toNanos() : endNanos;
    if (!lock.tryLock(limitNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      throw noAnswer();
    }
    try {
      return connect(limitNanos);
    } finally {
      lock.unlock();
    }
  }

  private StatefulRedisConnection<String, String> connect(long endNanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    StatefulRedisConnection<String, String> open = current;
    if (open != null && open.isOpen()) {
      return open;
    }
    if (closed) {
      throw new ExecutionException(new IllegalStateException("closed"));
    }
    ExecutionException before = failure;
    if (before != null && System.nanoTime() - nextTryNanos < 0) {
      throw before;
    }
    try {
      StatefulRedisConnection<String, String> made =
          await(connecting.get(), endNanos - System.nanoTime());
      failure = null;
      failures = 0;
      current = made;
      return made;
    } catch (ExecutionException e) {
      long now = System.nanoTime();
      failures++;
      nextTryNanos = now + PAUSE.delay(failures, random).toNanos();
      if (failure == null) {
        failingSinceNanos = now;
      }
      failure = e;
      throw e;
    } catch (TimeoutException e) {
      throw noAnswer();
    }
  }

  /** What the last try came to says more than that this one takes too long. */
  private TimeoutException noAnswer() throws ExecutionException {
    ExecutionException before = failure;
    if (before != null) {
      throw before;
    }
    return new TimeoutException();
  }

  /** Whether no connection could be made for at least this long. */
  boolean isFailingFor(Duration time) {
    return failure != null && System.nanoTime() - failingSinceNanos >= time.toNanos();
  }

  /** Waits for a connection; one that comes after it was given up is closed. */
  static <T extends StatefulConnection<?, ?>> T await(CompletionStage<T> connecting, long nanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return connecting.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      CompletionStage<Void> _ = connecting.thenAccept(SharedConnection::closeSoon);
      throw e;
    }
  }

  /** Closes a connection without waiting for that. */
  static void closeSoon(StatefulConnection<?, ?> connection) {
    CompletableFuture<Void> _ = connection.closeAsync();
  }

  /** No connection is made any more. The one there is ends with its client. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
