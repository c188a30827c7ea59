package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KillArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections a process holds, whatever its subscribers and Redis do. */
class RedisConnectionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;
  private RedisServer server;
  private RedisConnections watching;
  private RedisConnections redis;

  @BeforeEach
  void start() {
    server = RedisServer.start(folder);
    watching = new RedisConnections(server.address(), Duration.ofSeconds(60));
    watching.check();
    redis = new RedisConnections(server.address(), PATIENCE);
  }

  @AfterEach
  void stop() {
    redis.close();
    watching.close();
    server.close();
  }

  @Test
  void aSubscriberThatComesAndGoesQuicklyIsReadForOnce() throws Exception {
    try (RedisStreamTopic topic = new RedisStreamTopic(redis, "t")) {
      for (int reload = 0; reload < 8; reload++) {
        Subscriber left = topic.subscribe(10, Overflow.END);
        topic.publish(TaskJson.parse("" + reload));
        assertThat(left.poll(SOON)).isPresent();
        left.close();
        // Wakes the reader, which sees that nobody is there and is about to end.
        topic.publish(TaskJson.parse("" + reload));
      }
      try (Subscriber stays = topic.subscribe(10, Overflow.END)) {
        awaitConnections("xread", 1);
        Awaitility.await()
            .during(Duration.ofMillis(500))
            .atMost(SOON)
            .until(() -> connections("xread").size() == 1);
        assertThat(stays.ended()).isFalse();
      }
    }
  }

  @Test
  void connectionsThatComeAfterTheyWereGivenUpAreClosed() {
    server.freeze();
    assertThatThrownBy(redis::check).isInstanceOf(QueueUnavailableException.class);
    assertThatThrownBy(redis::open).isInstanceOf(QueueUnavailableException.class);
    assertThatThrownBy(redis::openChannels).isInstanceOf(QueueUnavailableException.class);
    server.thaw();
    Awaitility.await().atMost(SOON).until(() -> connections("").size() == 1);
  }

  @Test
  void aChannelIsHeardOnceOverOneConnectionWhateverIsLostWhileSubscribersCome() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Long> heard = new ArrayList<>();
    try (RedisChannelTopic topic = new RedisChannelTopic(watching, "c");
        Subscriber stays = topic.subscribe(100_000, Overflow.DROP_OLDEST);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> over.set(true)) {
      Future<?> publishing =
          threads.submit(() -> {
            for (long number = 0; !over.get(); number++) {
              String text = "" + number;
              watching.<Long>call(commands -> commands.publish("c", text));
            }
          });
      for (int round = 0; round < 10; round++) {
        watching.<Long>call(commands -> commands.clientKill(KillArgs.Builder.typePubsub()));
        for (int come = 0; come < 5; come++) {
          long startedNanos = System.nanoTime();
          topic.subscribe(10, Overflow.DROP_OLDEST).close();
          assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(SOON);
        }
      }
      over.set(true);
      publishing.get();
      for (Optional<Message> next = stays.poll(Duration.ZERO);
          next.isPresent();
          next = stays.poll(Duration.ZERO)) {
        heard.add(Long.parseLong(next.get().json()));
      }
      assertThat(heard).isNotEmpty().doesNotHaveDuplicates().isSorted();
      Awaitility.await().atMost(SOON).until(() -> connections("subscribe").size() == 1);
    }
  }

  /** What Redis lists: each connection whose last command begins so. */
  private List<String> connections(String command) {
    return watching
        .call(RedisAsyncCommands::clientList)
        .lines()
        .filter(line -> line.contains(" cmd=" + command))
        .toList();
  }

  private void awaitConnections(String command, int count) {
    Awaitility.await().atMost(SOON).until(() -> connections(command).size() == count);
  }
}
