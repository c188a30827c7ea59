package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RingTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaskWatchTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SlowTopic topic = new SlowTopic();
  private final TaskWatch watch = new TaskWatch(topic, new Random(1));

  @Test
  void aSlowSubscriptionHoldsUpNobodyElse() throws Exception {
    Thread subscribing = Thread.startVirtualThread(() -> watch.ending("one").close());
    try {
      assertThat(topic.asked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      Thread others =
          Thread.startVirtualThread(() -> {
            watch.ending("two").close();
            long _ = watch.changes();
            watch.close();
          });
      assertThat(others.join(SOON)).isTrue();
    } finally {
      topic.answers.countDown();
    }

    assertThat(subscribing.join(SOON)).isTrue();
    // It came when all was closed.
    await().atMost(SOON).until(() -> topic.made.get().ended());
  }

  /** As one whose connection is not there yet. */
  private static final class SlowTopic implements RetainedTopic {
    private final RingTopic topic = new RingTopic(10, InstantSource.system());
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicReference<Subscriber> made = new AtomicReference<>();

    @Override
    public Subscriber subscribe(int capacity, Overflow overflow) {
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      made.set(topic.subscribe(capacity, overflow));
      return made.get();
    }

    @Override
    public Subscriber subscribeAfter(MessageId last, int capacity, Overflow overflow) {
      return topic.subscribeAfter(last, capacity, overflow);
    }

    @Override
    public MessageId newest() {
      return topic.newest();
    }

    @Override
    public void publish(JsonNode message) {
      topic.publish(message);
    }

    @Override
    public void close() {
      topic.close();
    }
  }
}
