package io.zoetrope.tasks.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What topics that keep messages promise beyond. */
public abstract class RetainedTopicContract extends TopicContract {
  /** A topic that nobody has published to; keeps about this many messages. */
  protected abstract RetainedTopic newTopic(int kept) throws Exception;

  @Override
  protected Topic newTopic() throws Exception {
    return newTopic(100);
  }

  private RetainedTopic keptTopic() throws Exception {
    return (RetainedTopic) topic();
  }

  @Test
  void aReturningSubscriberHearsWhatItMissedThenWhatIsNew() throws Exception {
    RetainedTopic topic = keptTopic();
    publish(topic, 0, 3);
    MessageId last = topic.newest();
    publish(topic, 3, 20);
    // What was kept goes before the bound of the buffer.
    try (Subscriber subscriber = topic.subscribeAfter(last, 5, Overflow.END)) {
      publish(topic, 20, 25);
      assertThat(texts(subscriber, 22)).isEqualTo(expected(3, 25));
      assertThat(subscriber.gap()).isFalse();
      assertThat(subscriber.dropped()).isZero();
    }
  }

  @Test
  void theNewestIdIsThatOfTheLastMessage() throws Exception {
    RetainedTopic topic = keptTopic();
    assertThat(topic.newest()).isEqualTo(MessageId.NONE);
    try (Subscriber subscriber = topic.subscribe(10, Overflow.END)) {
      publish(topic, 0, 5);
      assertThat(messages(subscriber, 5).getLast().id()).isEqualTo(topic.newest());
    }
  }

  @Test
  void askingForEverythingGivesAllThatIsKept() throws Exception {
    RetainedTopic topic = keptTopic();
    publish(topic, 0, 5);
    try (Subscriber subscriber = topic.subscribeAfter(MessageId.NONE, 10, Overflow.END)) {
      assertThat(texts(subscriber, 5)).isEqualTo(expected(0, 5));
      assertThat(subscriber.gap()).isFalse();
    }
  }

  @Test
  void aGapIsReportedIfMissedMessagesAreGone() throws Exception {
    RetainedTopic topic = newTopic(10);
    try {
      publish(topic, 0, 3);
      MessageId last = topic.newest();
      publish(topic, 3, 1000);
      try (Subscriber subscriber = topic.subscribeAfter(last, 10, Overflow.END)) {
        assertThat(subscriber.gap()).isTrue();
        assertThat(subscriber.poll(LONG)).isPresent();
      }
    } finally {
      topic.close();
    }
  }

  @Test
  void noMessageIsLostOrRepeatedBetweenKeptAndNewOnes() throws Exception {
    RetainedTopic topic = newTopic(2000);
    try {
      publish(topic, 0, 1);
      Thread publisher = Thread.ofVirtual().start(() -> publish(topic, 1, 1001));
      List<String> heard = new ArrayList<>();
      MessageId last = MessageId.NONE;
      while (heard.size() < 1001) {
        try (Subscriber subscriber = topic.subscribeAfter(last, 2000, Overflow.END)) {
          for (Message message : messages(subscriber, Math.min(77, 1001 - heard.size()))) {
            heard.add(message.json());
            last = message.id();
          }
        }
      }
      publisher.join();
      assertThat(heard).isEqualTo(expected(0, 1001));
    } finally {
      topic.close();
    }
  }
}
