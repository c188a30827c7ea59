package io.zoetrope.app.work;

import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.redis.RedisPresence;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How workers reach the server, as it says in Redis. Any thread may call it; calls block for a
 * round trip, and fail if Redis does not answer.
 */
public final class ServerRegistration {
  static final Duration RENEWAL = Duration.ofSeconds(10);

  private static final Duration LIFETIME = RENEWAL.multipliedBy(3);

  private final RedisPresence presence;

  ServerRegistration(RedisConnections redis, String prefix) {
    presence = new RedisPresence(redis, prefix + "server", LIFETIME);
  }

  /** Says it, for {@link #RENEWAL} and a little longer. */
  void tell(ServerRecord server) {
    presence.tell(Map.of("url", server.url().toString(), "key", server.key()));
  }

  /** The server that says so now. */
  public Optional<ServerRecord> read() {
    Map<String, String> fields = presence.read();
    String url = fields.get("url");
    String key = fields.get("key");
    return url == null || key == null
        ? Optional.empty()
        : Optional.of(new ServerRecord(URI.create(url), key));
  }
}
