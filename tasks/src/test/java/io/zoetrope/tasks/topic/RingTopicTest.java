package io.zoetrope.tasks.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The topic of this process keeps what every topic promises. */
class RingTopicTest extends RetainedTopicContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Override
  protected RetainedTopic newTopic(int kept) {
    return new RingTopic(kept, Clock.systemUTC());
  }

  @Test
  void idsAreTimesAsInRedisAndRiseEvenIfTheClockIsSetBack() {
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    RetainedTopic topic = new RingTopic(10, now::get);
    publish(topic, 0, 1);
    assertThat(topic.newest()).hasToString(NOON.toEpochMilli() + "-0");
    publish(topic, 0, 1);
    assertThat(topic.newest()).hasToString(NOON.toEpochMilli() + "-1");
    now.set(NOON.minusSeconds(60));
    publish(topic, 0, 1);
    assertThat(topic.newest()).hasToString(NOON.toEpochMilli() + "-2");
    now.set(NOON.plusSeconds(60));
    publish(topic, 0, 1);
    assertThat(topic.newest()).hasToString(NOON.plusSeconds(60).toEpochMilli() + "-0");
  }

  @Test
  void aSubscriberThatReturnsAfterARestartLearnsOfAGap() {
    RetainedTopic topic = new RingTopic(10, () -> NOON);
    MessageId before = new MessageId(NOON.minusSeconds(1).toEpochMilli(), 3);
    MessageId neverGiven = new MessageId(NOON.plusSeconds(1).toEpochMilli(), 0);
    assertThat(topic.subscribeAfter(before, 1, Overflow.END).gap()).isTrue();
    assertThat(topic.subscribeAfter(neverGiven, 1, Overflow.END).gap()).isTrue();
    assertThat(topic.subscribeAfter(topic.newest(), 1, Overflow.END).gap()).isFalse();
  }
}
