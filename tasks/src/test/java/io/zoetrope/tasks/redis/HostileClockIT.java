package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** A clock of a program, which is read by the thread that reads a connection. */
class HostileClockIT {
  @TempDir Path folder;

  @Test
  void aClockThatThrowsLosesAChannelOnlyThatMessage() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    InstantSource clock =
        () -> {
          if (readings.incrementAndGet() == 1) {
            throw new NoClassDefFoundError("com/example/Clock");
          }
          return InstantSource.system().instant();
        };
    try (RedisServer server = RedisServer.start(folder);
        RedisConnections redis = new RedisConnections(server.address());
        RedisChannelTopic topic = new RedisChannelTopic(redis, "c", clock);
        Subscriber subscriber = topic.subscribe(10, Overflow.END)) {
      topic.publish(JsonNodeFactory.instance.numberNode(1));
      topic.publish(JsonNodeFactory.instance.numberNode(2));
      assertThat(subscriber.poll(Duration.ofSeconds(10)).orElseThrow().json()).isEqualTo("2");
      assertThat(subscriber.gap()).isFalse();
    }
  }
}
