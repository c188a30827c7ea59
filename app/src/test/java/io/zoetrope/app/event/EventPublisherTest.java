package io.zoetrope.app.event;

import static org.awaitility.Awaitility.await;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.fixture.Thrown;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.tasks.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Publishing on a topic written by somebody else. */
@Timeout(value = 15, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventPublisherTest {
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));

  private final List<String> published = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @MethodSource("io.zoetrope.base.fixture.Thrown#all")
  void anExceptionFromATopicOnlyDelaysItsEvents(Throwable thrown) {
    AtomicInteger calls = new AtomicInteger();
    try (EventPublisher publisher =
        publisher(message -> {
          if (calls.incrementAndGet() <= 3) {
            throw Thrown.sneaky(thrown);
          }
          published.add(message.toString());
        })) {
      publisher.handOver(number(1));
      publisher.handOver(number(2));
      await().until(() -> published.equals(List.of("1", "2")));
    }
  }

  @Test
  void aHangingTopicBlocksNeitherPublishersNorClosing() {
    CountDownLatch released = new CountDownLatch(1);
    EventPublisher publisher =
        publisher(_ -> {
          while (released.getCount() > 0) {
            Thread.interrupted();
            LockSupport.parkNanos(1_000_000);
          }
        });
    for (int i = 0; i < 100; i++) {
      publisher.handOver(number(i));
    }
    publisher.close();
    released.countDown();
  }

  @Test
  void aTopicMayPublishMoreEvents() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    EventPublisher[] itself = new EventPublisher[1];
    try (EventPublisher publisher =
        publisher(message -> {
          published.add(message.toString());
          if (message.asInt() == 1) {
            awaitQuietly(made);
            itself[0].handOver(number(2));
          }
        })) {
      itself[0] = publisher;
      made.countDown();
      publisher.handOver(number(1));
      await().until(() -> published.equals(List.of("1", "2")));
    }
  }

  private EventPublisher publisher(Consumer<JsonNode> publishing) {
    return new EventPublisher(
        new Topic() {
          @Override
          public void publish(JsonNode message) {
            publishing.accept(message);
          }

          @Override
          public Subscriber subscribe(int capacity, Overflow overflow) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void close() {}
        },
        10,
        QUICK);
  }

  private static JsonNode number(int value) {
    return JsonNodeFactory.instance.numberNode(value);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
