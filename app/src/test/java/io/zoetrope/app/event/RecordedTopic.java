package io.zoetrope.app.event;

import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.tasks.topic.Topic;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A topic that remembers, and can be away or hang. */
final class RecordedTopic implements Topic {
  final List<JsonNode> published = new CopyOnWriteArrayList<>();
  private final Semaphore answers = new Semaphore(1);
  private volatile boolean away;
  private final AtomicInteger attempts = new AtomicInteger();

  void goesAway() {
    away = true;
  }

  void comesBack() {
    away = false;
  }

  /** Nobody who publishes gets an answer, until {@link #answersAgain()}. */
  void hangs() {
    answers.acquireUninterruptibly();
  }

  void answersAgain() {
    answers.release();
  }

  int attempts() {
    return attempts.get();
  }

  @Override
  public void publish(JsonNode message) {
    attempts.incrementAndGet();
    answers.acquireUninterruptibly();
    answers.release();
    if (away) {
      throw new QueueUnavailableException("Redis is away", new IOException());
    }
    published.add(message);
  }

  @Override
  public Subscriber subscribe(int capacity, Overflow overflow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
