package io.zoetrope.tasks.topic;

import static org.awaitility.Awaitility.await;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.fixture.Thrown;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** One who hears a topic, whatever the topic and the one who is told do. */
final class TopicListenerTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10));

  private final RingTopic topic = new RingTopic(100, InstantSource.system());
  private final Deque<Throwable> failures = new ConcurrentLinkedDeque<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Deque<TopicListener> open = new ArrayDeque<>();

  @AfterEach
  void close() {
    open.forEach(TopicListener::close);
  }

  @ParameterizedTest
  @MethodSource("io.zoetrope.base.fixture.Thrown#all")
  void whatAListenerThrowsCostsItThatMessageOnly(Throwable thrown) {
    listen(message -> {
      if (message.json().equals("1")) {
        throw Thrown.sneaky(thrown);
      }
      heard.add(message.json());
    });
    publish(1);
    publish(2);
    await().atMost(SOON).until(() -> heard.contains("2"));
  }

  @ParameterizedTest
  @MethodSource("io.zoetrope.base.fixture.Thrown#all")
  void aTopicThatFailsIsSubscribedToAgain(Throwable thrown) {
    failures.add(thrown);
    listen(message -> heard.add(message.json()));
    await()
        .atMost(SOON)
        .until(() -> {
          publish(3);
          return heard.contains("3");
        });
  }

  @Test
  void aListenerMayPublishOnItsTopic() {
    listen(message -> {
      heard.add(message.json());
      if (message.json().equals("1")) {
        publish(2);
      }
    });
    publish(1);
    await().atMost(SOON).until(() -> heard.equals(List.of("1", "2")));
  }

  @Test
  void aListenerThatHangsHoldsUpNeitherOthersNorTheTopic() {
    AtomicInteger hanging = new AtomicInteger();
    listen(_ -> {
      hanging.incrementAndGet();
      while (hanging.get() > 0) {
        LockSupport.parkNanos(1_000_000);
      }
    });
    listen(message -> heard.add(message.json()));
    publish(1);
    await().atMost(SOON).until(() -> hanging.get() > 0);
    publish(2);
    await().atMost(SOON).until(() -> heard.equals(List.of("1", "2")));
    open.forEach(TopicListener::close); // Returns although one of them hangs.
    hanging.set(-1000);
  }

  @Test
  void nothingIsHeardAfterTheEnd() {
    TopicListener listener = listen(message -> heard.add(message.json()));
    publish(1);
    await().atMost(SOON).until(() -> heard.contains("1"));
    listener.close();
    await()
        .atMost(SOON)
        .until(() -> {
          int before = heard.size();
          publish(2);
          publish(2);
          LockSupport.parkNanos(1_000_000);
          return heard.size() == before;
        });
  }

  private TopicListener listen(Consumer<Message> hearing) {
    AtomicInteger subscribed = new AtomicInteger();
    TopicListener listener =
        new TopicListener(
            "test",
            () -> {
              Subscriber inner = topic.subscribe(100, Overflow.DROP_OLDEST);
              subscribed.incrementAndGet();
              return new Failing(inner);
            },
            hearing,
            QUICK,
            new Random(1));
    open.push(listener);
    listener.start();
    await().atMost(SOON).until(() -> subscribed.get() > 0);
    return listener;
  }

  private void publish(int number) {
    topic.publish(JsonNodeFactory.instance.numberNode(number));
  }

  /** Throws what failures hold, then works. */
  private final class Failing implements Subscriber {
    private final Subscriber inner;

    Failing(Subscriber inner) {
      this.inner = inner;
    }

    @Override
    public Optional<Message> poll(Duration atMost) throws InterruptedException {
      Throwable next = failures.poll();
      if (next != null) {
        throw Thrown.sneaky(next);
      }
      return inner.poll(atMost);
    }

    @Override
    public long dropped() {
      return inner.dropped();
    }

    @Override
    public boolean gap() {
      return inner.gap();
    }

    @Override
    public boolean ended() {
      return inner.ended();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
