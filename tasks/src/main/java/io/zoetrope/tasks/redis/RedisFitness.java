package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.QueueUnavailableException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks whether a Redis is new enough, and whether its settings may lose tasks. */
final class RedisFitness {
  private static final Logger LOG = LoggerFactory.getLogger(RedisFitness.class);
  private static final Pattern LINE = Pattern.compile("(?m)^([\\w-]+):(.*?)\\r?$");
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  private RedisFitness() {}

  static void check(RedisConnections redis) {
    Map<String, String> info =
        LINE.matcher(redis.<String>call(commands -> commands.info()))
            .results()
            .collect(
                Collectors.toMap(
                    found -> found.group(1), found -> found.group(2), (first, second) -> first));
    String version = info.getOrDefault("redis_version", "");
    if (isTooOld(version)) {
      throw unfit(redis.server() + " is version " + version + ": 6.2 or newer is needed.");
    }
    if ("slave".equals(info.get("role"))) {
      throw unfit(redis.server() + " is a replica: give the address of its primary.");
    }
    if ("0".equals(info.get("aof_enabled"))) {
      LOG.warn(
          "{} may forget tasks when it stops: set \"appendonly yes\" in its configuration.",
          redis.server());
    }
    String policy = info.getOrDefault("maxmemory_policy", "noeviction");
    if (!"noeviction".equals(policy) && !"0".equals(info.get("maxmemory"))) {
      LOG.warn(
          "{} may throw tasks away when its memory is full: set \"maxmemory-policy noeviction\""
              + " instead of {} in its configuration.",
          redis.server(),
          policy);
    }
  }

  private static QueueUnavailableException unfit(String sentence) {
    return new QueueUnavailableException(sentence, new IllegalStateException(sentence));
  }

  static boolean isTooOld(String version) {
    MatchResult found = VERSION.matcher(version).results().findFirst().orElse(null);
    if (found == null) {
      return false;
    }
    int major = Integer.parseInt(found.group(1));
    return major < 6 || (major == 6 && Integer.parseInt(found.group(2)) < 2);
  }
}
