package io.zoetrope.web.events;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Counts who is subscribed to another topic. Any thread. */
record CountedTopic(RetainedTopic topic, AtomicInteger open) implements RetainedTopic {
  CountedTopic(RetainedTopic topic) {
    this(topic, new AtomicInteger());
  }

  int subscribers() {
    return open.get();
  }

  @Override
  public void publish(JsonNode message) {
    topic.publish(message);
  }

  @Override
  public Subscriber subscribe(int capacity, Overflow overflow) {
    return counted(topic.subscribe(capacity, overflow));
  }

  @Override
  public Subscriber subscribeAfter(MessageId last, int capacity, Overflow overflow) {
    return counted(topic.subscribeAfter(last, capacity, overflow));
  }

  @Override
  public MessageId newest() {
    return topic.newest();
  }

  @Override
  public void close() {
    topic.close();
  }

  private Subscriber counted(Subscriber subscriber) {
    open.incrementAndGet();
    return new Counted(subscriber);
  }

  private final class Counted implements Subscriber {
    private final Subscriber subscriber;
    private final AtomicBoolean closed = new AtomicBoolean();

    Counted(Subscriber subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public Optional<Message> poll(Duration atMost) throws InterruptedException {
      return subscriber.poll(atMost);
    }

    @Override
    public long dropped() {
      return subscriber.dropped();
    }

    @Override
    public boolean gap() {
      return subscriber.gap();
    }

    @Override
    public boolean ended() {
      return subscriber.ended();
    }

    @Override
    public void close() {
      subscriber.close();
      if (closed.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
    }
  }
}
