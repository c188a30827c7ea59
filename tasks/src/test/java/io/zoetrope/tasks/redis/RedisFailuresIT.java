package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with Redis, people read one sentence that says what to do. */
class RedisFailuresIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir static Path warm;
  @TempDir Path folder;

  @BeforeAll
  static void warmUp() {
    RedisServer.warmUp(warm);
  }

  @Test
  void nothingListens() {
    RedisServer server = RedisServer.start(folder);
    server.close();
    assertSays(server.address(), " does not answer: nothing listens there. Start it");
  }

  @Test
  void callsDoNotWaitForARedisThatHasLongBeenAway() {
    RedisServer server = RedisServer.start(folder);
    server.close();
    try (RedisConnections redis = new RedisConnections(server.address(), PATIENCE)) {
      assertThatThrownBy(redis::check).isInstanceOf(QueueUnavailableException.class);
      assertTimeout(
          PATIENCE.multipliedBy(10),
          () -> {
            for (int call = 0; call < 20; call++) {
              assertThatThrownBy(redis::check).hasMessageContaining("nothing listens there");
            }
          });
    }
  }

  @Test
  void silent() {
    try (RedisServer server = RedisServer.start(folder)) {
      server.freeze();
      assertSays(server.address(), " does not answer: it is silent.");
    }
  }

  @Test
  void aPasswordMayBeMissingWrongOrRight() {
    try (RedisServer server = RedisServer.start(folder, "--requirepass", "geheim")) {
      assertSays(server.address(), " wants a password: write it into the address");
      assertSays(server.address("falsch"), " does not accept the user name or password");
      try (RedisConnections redis = new RedisConnections(server.address("geheim"), PATIENCE)) {
        redis.check();
      }
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamed() {
    try (RedisServer server = RedisServer.start(folder)) {
      assertSays(server.address() + "/99", "/99 does not have the database of the address");
    }
  }

  @Test
  void noTls() {
    try (RedisServer server = RedisServer.start(folder)) {
      assertSays(
          server.address().replace("redis:", "rediss:"),
          "whether it speaks TLS (if not: redis://)");
    }
  }

  @Test
  void replica() {
    try (RedisServer server = RedisServer.start(folder, "--replicaof", "127.0.0.1 1")) {
      assertSays(server.address(), " is a replica");
    }
  }

  @Test
  void fullMemoryRefusesTasksButLetsThemEnd() throws Exception {
    try (RedisServer server = RedisServer.start(folder);
        RedisConnections redis = new RedisConnections(server.address(), PATIENCE);
        RedisStreamTopic events = new RedisStreamTopic(redis, RedisStreamTopic.EVENTS);
        RedisTaskQueue queue = new RedisTaskQueue(redis, events, QueueOptions.STANDARD)) {
      TaskRequest request = new TaskRequest("clip", TaskJson.parse("{}"));
      queue.submit(request);
      redis.<String>call(commands -> commands.configSet("maxmemory", "1000"));
      assertThatThrownBy(() -> queue.submit(request))
          .isInstanceOf(QueueUnavailableException.class)
          .hasMessageContaining(" has no memory left: raise its maxmemory");
      var lease = queue.leases().take(Set.of("clip"), "w", 1, PATIENCE).getFirst();
      assertThat(queue.leases().done(lease, TaskJson.parse("{}"))).isTrue();
    }
  }

  @Test
  void invalidAddressesAreRefused() {
    for (String address : new String[] {"http://a", "redis://", "redis://u:geheim@", "geheim"}) {
      assertThatThrownBy(() -> new RedisConnections(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("An address of Redis is redis://")
          .hasMessageNotContaining("geheim");
    }
  }

  private static void assertSays(String address, String sentence) {
    try (RedisConnections redis = new RedisConnections(address, PATIENCE)) {
      assertThatThrownBy(redis::check)
          .isInstanceOf(QueueUnavailableException.class)
          .hasMessageStartingWith("Redis at 127.0.0.1:")
          .hasMessageContaining(sentence)
          .hasMessageNotContaining("geheim")
          .hasMessageNotContaining("falsch");
    }
  }
}
