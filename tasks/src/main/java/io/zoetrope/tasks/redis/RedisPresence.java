package io.zoetrope.tasks.redis;

import java.time.Duration;
import java.util.Map;

/**
 * What one process tells all others on the same Redis: a hash that is gone when it was not told
 * again for a while. Any thread may call it; calls block for a round trip, and throw {@link
 * io.zoetrope.tasks.QueueUnavailableException} if Redis does not answer.
 */
public final class RedisPresence {
  private final RedisConnections redis;
  private final String key;
  private final Duration lifetime;

  /**
   * Makes one.
   *
   * @param lifetime how long it lasts when it is not told again
   */
  public RedisPresence(RedisConnections redis, String key, Duration lifetime) {
    this.redis = redis;
    this.key = key;
    this.lifetime = lifetime;
  }

  /** Tells it, or tells it again. */
  public void tell(Map<String, String> fields) {
    redis.call(commands -> commands.hset(key, fields));
    redis.call(commands -> commands.pexpire(key, lifetime));
  }

  /** What is told now; empty when nobody tells anything. */
  public Map<String, String> read() {
    return redis.call(commands -> commands.hgetall(key));
  }
}
