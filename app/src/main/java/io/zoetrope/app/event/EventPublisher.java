package io.zoetrope.app.event;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.Topic;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Publishes in order, on a virtual thread of its own, for those who must not wait. Any thread may
 * call it. While the topic cannot be reached it keeps the newest messages, and counts the others.
 */
final class EventPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(1);

  private final Topic topic;
  private final Backoff retry;
  private final RandomGenerator random = new SplittableRandom();
  private final LinkedBlockingDeque<JsonNode> waiting;
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  EventPublisher(Topic topic, int capacity, Backoff retry) {
    this.topic = topic;
    this.retry = retry;
    this.waiting = new LinkedBlockingDeque<>(capacity);
    this.thread = Thread.ofVirtual().name("camera-events").start(this::work);
  }

  void handOver(JsonNode message) {
    while (closing.getCount() > 0 && !waiting.offerLast(message)) {
      if (waiting.pollFirst() != null) {
        dropped.incrementAndGet();
      }
    }
  }

  /** Waits briefly until all queued messages are published. */
  @Override
  public void close() {
    closing.countDown();
    boolean _ = waiting.offerLast(MissingNode.getInstance()); // Wakes it if there is nothing else.
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
    long reported = 0;
    try {
      while (closing.getCount() > 0 || !waiting.isEmpty()) {
        JsonNode next = waiting.takeFirst();
        if (next.isMissingNode()) {
          return;
        }
        if (!(ForeignCode.call(() -> publish(next)) instanceof Threw<Boolean>(Throwable failure))) {
          if (failures > 0) {
            LOG.info(
                "Camera events are published again; {} were left out", dropped.get() - reported);
            reported = dropped.get();
          }
          failures = 0;
          continue;
        }
        if (!waiting.offerFirst(next)) {
          dropped.incrementAndGet();
        }
        if (failures++ == 0) {
          LOG.warn(
              "Camera events are queued, because they cannot be published: {}", words(failure));
        }
        if (closing.await(retry.delay(failures, random).toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean publish(JsonNode message) {
    topic.publish(message);
    return true;
  }

  private static String words(Throwable failure) {
    return failure instanceof QueueUnavailableException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }
}
