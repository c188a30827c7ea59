package io.zoetrope.app.event;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Publishes in order, on a virtual thread of its own, for those who must not wait. Any thread may
 * call it. While the topic cannot be reached it keeps the newest messages, and counts the others.
 */
final class EventPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(1);

  private final Topic topic;
  private final int capacity;
  private final Backoff retry;
  private final RandomGenerator random = new SplittableRandom();
  private final Thread thread;

  // Guarded by the lock.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<JsonNode> waiting = new ArrayDeque<>();
  private long dropped;
  private boolean closed;

  /**
   * Makes one.
   *
   * @param capacity how many messages may wait
   * @param retry the waits between attempts while the topic cannot be reached
   */
  EventPublisher(Topic topic, int capacity, Backoff retry) {
    this.topic = topic;
    this.capacity = capacity;
    this.retry = retry;
    this.thread = Thread.ofVirtual().name("camera-events").start(this::work);
  }

  /** Takes the message and returns at once. */
  void handOver(JsonNode message) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (waiting.size() == capacity) {
        waiting.removeFirst();
        dropped++;
      }
      waiting.addLast(message);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many messages were left out as too many waited. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a moment until what waits is published. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(PATIENCE_AT_CLOSE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    int failures = 0;
    long told = 0;
    try {
      for (JsonNode next = await(); next != null; next = await()) {
        Throwable failure = publish(next);
        if (failure == null) {
          told = failures == 0 ? told : tellOfReturn(told);
          failures = 0;
          remove(next);
          continue;
        }
        if (failures == 0) {
          LOG.warn(
              "Camera events are queued, because they cannot be published: {}", words(failure));
        }
        failures++;
        if (!pause(retry.delay(failures, random))) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Throwable publish(JsonNode message) {
    Outcome<Boolean> outcome =
        ForeignCode.call(() -> {
          topic.publish(message);
          return true;
        });
    return outcome instanceof Threw<Boolean>(Throwable cause) ? cause : null;
  }

  private static String words(Throwable failure) {
    return failure instanceof QueueUnavailableException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  private long tellOfReturn(long told) {
    long all = dropped();
    LOG.info("Camera events are published again; {} were left out", all - told);
    return all;
  }

  /** Waits for the oldest message, which stays; null when there is no more to do. */
  private @Nullable JsonNode await() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return waiting.peekFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Unless it had to make room in the meantime. */
  @SuppressWarnings("ReferenceEquality") // This very message, not one that says the same.
  private void remove(JsonNode published) {
    lock.lock();
    try {
      if (waiting.peekFirst() == published) {
        waiting.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether to go on. */
  private boolean pause(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }
}
