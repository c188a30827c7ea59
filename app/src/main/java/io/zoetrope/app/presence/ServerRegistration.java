package io.zoetrope.app.presence;

import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.redis.RedisPresence;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How workers reach the servers that share a prefix of a Redis, as each of them says there. Any
 * thread may call it; calls block for a few round trips, and fail if Redis does not answer.
 */
public final class ServerRegistration {
  /** The id of servers before version 1, when there was only one on each prefix. */
  public static final String NO_ID = "";

  public static final Duration RENEWAL = Duration.ofSeconds(10);

  private static final Duration LIFETIME = RENEWAL.multipliedBy(3);

  private final RedisPresence presence;

  public ServerRegistration(RedisConnections redis, String prefix) {
    presence = new RedisPresence(redis, prefix + "server", LIFETIME);
  }

  void renew(String id, ServerRecord server) {
    presence.renew(id, Map.of("url", server.url().toString(), "key", server.key()));
  }

  /** Withdraws it, unless another server has announced itself since. */
  void withdraw(String id, ServerRecord server) {
    if (find(id).filter(server::equals).isPresent()) {
      presence.remove(id);
    }
  }

  Optional<ServerRecord> find(String id) {
    return record(presence.find(id));
  }

  public Map<String, ServerRecord> all() {
    Map<String, ServerRecord> all = new TreeMap<>();
    presence.all().forEach((id, fields) -> record(fields).ifPresent(found -> all.put(id, found)));
    if (all.isEmpty()) {
      find(NO_ID).ifPresent(found -> all.put(NO_ID, found));
    }
    return all;
  }

  private static Optional<ServerRecord> record(Map<String, String> fields) {
    String url = fields.get("url");
    String key = fields.get("key");
    return url == null || key == null
        ? Optional.empty()
        : Optional.of(new ServerRecord(URI.create(url), key));
  }
}
