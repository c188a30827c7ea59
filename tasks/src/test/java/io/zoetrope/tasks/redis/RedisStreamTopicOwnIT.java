package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What topics on Redis do beyond the contract: lost connections, other processes, channels. */
class RedisStreamTopicOwnIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;
  private RedisServer server;
  private RedisConnections here;
  private RedisConnections there;

  @BeforeEach
  void start() {
    server = RedisServer.start(folder);
    here = new RedisConnections(server.address());
    there = new RedisConnections(server.address());
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
    server.close();
  }

  @Test
  void nothingIsMissedWhileRedisIsKilledAndStarted() throws Exception {
    try (RedisStreamTopic topic = new RedisStreamTopic(here, "t");
        RedisStreamTopic other = new RedisStreamTopic(there, "t");
        Subscriber subscriber = topic.subscribe(100, Overflow.END)) {
      publish(other, 1);
      assertThat(texts(subscriber, 1)).containsExactly("1");
      server.kill();
      server.restart();
      publish(other, 2);
      publish(other, 3);
      assertThat(texts(subscriber, 2)).containsExactly("2", "3");
      assertThat(subscriber.gap()).isFalse();
    }
  }

  @Test
  void messagesDroppedMeanwhileAreAGap() throws Exception {
    try (RedisStreamTopic topic = new RedisStreamTopic(here, "t");
        Subscriber subscriber = topic.subscribe(100, Overflow.END)) {
      publish(topic, 1);
      MessageId first = subscriber.poll(SOON).orElseThrow().id();
      for (int i = 2; i <= 5; i++) {
        publish(topic, i);
      }
      there.<Long>call(commands -> commands.xtrim("t", false, 2));
      try (Subscriber late = topic.subscribeAfter(first, 10, Overflow.END)) {
        assertThat(late.gap()).isTrue();
        assertThat(texts(late, 2)).containsExactly("4", "5");
      }
    }
  }

  @Test
  void aSubscriberThatWasAwayReadsWhatItMissedThenWhatComes() throws Exception {
    try (RedisStreamTopic topic = new RedisStreamTopic(here, "t")) {
      publish(topic, 0);
      MessageId first = topic.newest();
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 1000; i++) {
        publish(topic, i);
        expected.add("" + i);
      }
      try (Subscriber subscriber = topic.subscribeAfter(first, 5, Overflow.END)) {
        publish(topic, 1001);
        expected.add("1001");
        assertThat(texts(subscriber, 1001)).isEqualTo(expected);
        assertThat(subscriber.gap()).isFalse();
      }
    }
  }

  @Test
  void aChannelIsHeardAgainAfterARestartAndReportsTheGap() throws Exception {
    try (RedisChannelTopic topic = new RedisChannelTopic(here, "c");
        Subscriber subscriber = topic.subscribe(1000, Overflow.DROP_OLDEST)) {
      there.<Long>call(commands -> commands.publish("c", "{\"from\":\"python\"}"));
      assertThat(texts(subscriber, 1)).containsExactly("{\"from\":\"python\"}");
      assertThat(subscriber.gap()).isFalse();
      server.kill();
      server.restart();
      await(() -> there.<Long>call(commands -> commands.publish("c", "7")) > 0);
      assertThat(texts(subscriber, 1)).containsExactly("7");
      assertThat(subscriber.gap()).isTrue();
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(SOON).until(condition);
  }

  private static void publish(RedisStreamTopic topic, int number) {
    topic.publish(TaskJson.parse("" + number));
  }

  private static List<String> texts(Subscriber subscriber, int count) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(subscriber.poll(SOON).map(Message::json).orElse("nothing"));
    }
    return texts;
  }
}
