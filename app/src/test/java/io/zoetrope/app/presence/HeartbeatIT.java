package io.zoetrope.app.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.zoetrope.app.tasks.RedisProgram;
import io.zoetrope.tasks.redis.RedisConnections;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers announce in Redis. */
final class HeartbeatIT {
  private static final ServerRecord ATTIC =
      new ServerRecord(URI.create("http://192.0.2.1:8080"), "a");
  private static final ServerRecord BARN =
      new ServerRecord(URI.create("http://192.0.2.2:8080"), "b");

  @TempDir private Path folder;
  private RedisProgram redis;
  private RedisConnections connections;
  private ServerRegistration registration;

  @BeforeEach
  void start() throws IOException {
    redis = RedisProgram.start(folder);
    connections = new RedisConnections(redis.uri());
    registration = new ServerRegistration(connections, "lab:");
  }

  @AfterEach
  void stop() {
    connections.close();
    redis.close();
  }

  @Test
  void twoServersHaveARecordEach() {
    new Heartbeat(registration, "attic", ATTIC).run();
    new Heartbeat(registration, "barn", BARN).run();
    assertThat(registration.all()).isEqualTo(Map.of("attic", ATTIC, "barn", BARN));
  }

  @Test
  void aServerThatMovesReplacesOnlyItsOwnRecord() {
    new Heartbeat(registration, "attic", ATTIC).run();
    new Heartbeat(registration, "barn", ATTIC).run();
    new Heartbeat(registration, "barn", BARN).run();
    assertThat(registration.all()).isEqualTo(Map.of("attic", ATTIC, "barn", BARN));
  }

  @Test
  void aClosedServerRemovesItsRecordUnlessAnotherServerHasTakenIt() {
    Heartbeat first = new Heartbeat(registration, "attic", ATTIC);
    first.run();
    Heartbeat next = new Heartbeat(registration, "attic", BARN);
    next.run();
    first.close();
    first.run();
    assertThat(registration.all()).isEqualTo(Map.of("attic", BARN));
    next.close();
    assertThat(registration.all()).isEmpty();
  }

  @Test
  void anOlderServerIsFoundIfThereIsNoOther() {
    try (RedisClient client = RedisClient.create(redis.uri())) {
      client.connect().sync().hset("lab:server", Map.of("url", ATTIC.url().toString(), "key", "a"));
    }
    assertThat(registration.all()).isEqualTo(Map.of(ServerRegistration.NO_ID, ATTIC));
    new Heartbeat(registration, "barn", BARN).run();
    assertThat(registration.all()).isEqualTo(Map.of("barn", BARN));
  }
}
