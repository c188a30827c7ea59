package io.zoetrope.tasks.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What every topic promises to its publishers and subscribers. */
public abstract class TopicContract {
  protected static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final List<Topic> topics = new ArrayList<>();

  /** A topic that nobody has published to; the test closes it. */
  protected abstract Topic newTopic() throws Exception;

  protected Topic topic() throws Exception {
    Topic made = newTopic();
    topics.add(made);
    return made;
  }

  @AfterEach
  void closeTopics() {
    topics.forEach(Topic::close);
  }

  @Test
  void everySubscriberGetsEveryMessageInItsOrder() throws Exception {
    Topic topic = topic();
    try (Subscriber one = topic.subscribe(100, Overflow.END);
        Subscriber other = topic.subscribe(100, Overflow.END)) {
      publish(topic, 0, 50);
      assertThat(texts(one, 50)).isEqualTo(expected(0, 50));
      assertThat(texts(other, 50)).isEqualTo(expected(0, 50));
      assertThat(one.dropped()).isZero();
      assertThat(one.gap()).isFalse();
    }
  }

  @Test
  void idsRise() throws Exception {
    Topic topic = topic();
    try (Subscriber subscriber = topic.subscribe(100, Overflow.END)) {
      publish(topic, 0, 50);
      assertThat(messages(subscriber, 50))
          .extracting(Message::id)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void earlierMessagesAreNotHeard() throws Exception {
    Topic topic = topic();
    publish(topic, 0, 3);
    try (Subscriber subscriber = topic.subscribe(100, Overflow.END)) {
      publish(topic, 3, 4);
      assertThat(texts(subscriber, 1)).isEqualTo(expected(3, 4));
    }
  }

  @Test
  void aPollEndsWithoutAMessageWhenItsTimeIsUp() throws Exception {
    try (Subscriber subscriber = topic().subscribe(1, Overflow.END)) {
      assertThat(subscriber.poll(AT_ONCE)).isEmpty();
      assertThat(subscriber.ended()).isFalse();
    }
  }

  @Test
  void aFullBufferDropsItsOldestAndCounts() throws Exception {
    Topic topic = topic();
    try (Subscriber subscriber = topic.subscribe(3, Overflow.DROP_OLDEST)) {
      publish(topic, 0, 10);
      await().atMost(LONG).until(() -> subscriber.dropped() == 7);
      assertThat(texts(subscriber, 3)).isEqualTo(expected(7, 10));
      publish(topic, 10, 11);
      assertThat(texts(subscriber, 1)).isEqualTo(expected(10, 11));
    }
  }

  @Test
  void aFullBufferDropsTheNewestAndCounts() throws Exception {
    Topic topic = topic();
    try (Subscriber subscriber = topic.subscribe(3, Overflow.DROP_NEWEST)) {
      publish(topic, 0, 10);
      await().atMost(LONG).until(() -> subscriber.dropped() == 7);
      assertThat(texts(subscriber, 3)).isEqualTo(expected(0, 3));
      publish(topic, 10, 11);
      assertThat(texts(subscriber, 1)).isEqualTo(expected(10, 11));
    }
  }

  @Test
  void aFullBufferEndsItsSubscriberAfterWhatItHolds() throws Exception {
    Topic topic = topic();
    try (Subscriber subscriber = topic.subscribe(3, Overflow.END)) {
      publish(topic, 0, 4);
      await().atMost(LONG).until(() -> subscriber.dropped() == 1);
      assertThat(subscriber.ended()).isFalse();
      assertThat(texts(subscriber, 3)).isEqualTo(expected(0, 3));
      assertThat(subscriber.poll(LONG)).isEmpty();
      assertThat(subscriber.ended()).isTrue();
    }
  }

  @Test
  void aSubscriberThatDoesNotReadDoesNotAffectTheOthers() throws Exception {
    Topic topic = topic();
    try (Subscriber idle = topic.subscribe(1, Overflow.DROP_OLDEST);
        Subscriber reads = topic.subscribe(1000, Overflow.END)) {
      publish(topic, 0, 500);
      assertThat(texts(reads, 500)).isEqualTo(expected(0, 500));
      await().atMost(LONG).until(() -> idle.dropped() == 499);
    }
  }

  @Test
  void closingWakesAWaitingSubscriber() throws Exception {
    Subscriber subscriber = topic().subscribe(1, Overflow.END);
    CompletableFuture<Optional<Message>> waiting = new CompletableFuture<>();
    Thread reader = Thread.ofVirtual().start(() -> poll(subscriber, waiting));
    await().atMost(LONG).until(() -> reader.getState() == Thread.State.TIMED_WAITING);
    subscriber.close();
    assertThat(waiting.get(1, TimeUnit.MINUTES)).isEmpty();
    assertThat(subscriber.ended()).isTrue();
  }

  @Test
  void aTopicThatClosesEndsItsSubscribers() throws Exception {
    Topic topic = topic();
    Subscriber subscriber = topic.subscribe(1, Overflow.END);
    topic.close();
    assertThat(subscriber.poll(LONG)).isEmpty();
    assertThat(subscriber.ended()).isTrue();
  }

  private static void poll(Subscriber subscriber, CompletableFuture<Optional<Message>> result) {
    try {
      result.complete(subscriber.poll(LONG));
    } catch (InterruptedException e) {
      result.completeExceptionally(e);
    }
  }

  /** Publishes a number in each of this range. */
  protected static void publish(Topic topic, int from, int to) {
    for (int i = from; i < to; i++) {
      topic.publish(JsonNodeFactory.instance.objectNode().put("number", i));
    }
  }

  protected static List<String> expected(int from, int to) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      texts.add("{\"number\":" + i + "}");
    }
    return texts;
  }

  protected static List<String> texts(Subscriber subscriber, int count)
      throws InterruptedException {
    return messages(subscriber, count).stream().map(Message::json).toList();
  }

  protected static List<Message> messages(Subscriber subscriber, int count)
      throws InterruptedException {
    List<Message> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.add(subscriber.poll(LONG).orElseThrow());
    }
    return messages;
  }
}
