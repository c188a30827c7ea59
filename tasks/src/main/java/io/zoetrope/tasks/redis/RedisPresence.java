package io.zoetrope.tasks.redis;

import io.lettuce.core.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What processes say about themselves to all others on the same Redis: a hash each, which is gone
 * when it was not renewed for a while. Any thread may call it; calls block for a few round trips,
 * and throw {@link io.zoetrope.tasks.QueueUnavailableException} if Redis does not answer.
 */
public final class RedisPresence {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final RedisConnections redis;
  private final String key;
  private final Duration lifetime;

  /**
   * Makes one.
   *
   * @param key of the hash without a name; of the others, followed by {@code :} and their name; of
   *     the sorted set of all names, followed by {@code s}
   * @param lifetime how long a hash lasts when it is not renewed
   */
  public RedisPresence(RedisConnections redis, String key, Duration lifetime) {
    this.redis = redis;
    this.key = key;
    this.lifetime = lifetime;
  }

  /** Says it, or says it again. */
  public void renew(String name, Map<String, String> fields) {
    String hash = hash(name);
    redis.call(commands -> commands.hset(hash, fields));
    redis.call(commands -> commands.pexpire(hash, lifetime));
    long now = Long.parseLong(redis.call(commands -> commands.time()).getFirst());
    redis.call(commands -> commands.zadd(names(), (double) now, name));
    redis.call(commands ->
        commands.zremrangebyscore(names(), Range.create(0L, now - REMEMBERED.toSeconds())));
  }

  /** Says it no more. */
  public void remove(String name) {
    redis.call(commands -> commands.del(hash(name)));
    redis.call(commands -> commands.zrem(names(), name));
  }

  /** What is said under this name now; empty when nothing is. */
  public Map<String, String> find(String name) {
    return redis.call(commands -> commands.hgetall(hash(name)));
  }

  /** What is said now, by name. */
  public Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    List<String> names = redis.call(commands -> commands.zrange(names(), 0, -1));
    for (String name : names) {
      Map<String, String> fields = find(name);
      if (!fields.isEmpty()) {
        all.put(name, fields);
      }
    }
    return all;
  }

  private String names() {
    return key + "s";
  }

  private String hash(String name) {
    return name.isEmpty() ? key : key + ":" + name;
  }
}
