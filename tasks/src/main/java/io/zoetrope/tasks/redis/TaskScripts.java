package io.zoetrope.tasks.redis;

import java.util.List;

/** The scripts of one queue: one round trip for each step of a task. Any thread may call it. */
record TaskScripts(RedisConnections redis, String prefix, String events) {
  static final RedisScript SUBMIT = RedisScript.named("submit");
  static final RedisScript TAKE = RedisScript.named("take");
  static final RedisScript RENEW = RedisScript.named("renew");
  static final RedisScript END = RedisScript.named("end");
  static final RedisScript CANCEL = RedisScript.named("cancel");
  static final RedisScript TEND = RedisScript.named("tend");
  static final RedisScript COUNTS = RedisScript.named("counts");
  static final RedisScript LIST = RedisScript.named("list");

  /** Runs a script that answers whether it has done anything. */
  boolean changes(RedisScript script, String... arguments) {
    return Long.valueOf(1).equals(run(script, arguments).getFirst());
  }

  List<Object> run(RedisScript script, String... own) {
    String[] arguments = new String[own.length + 2];
    arguments[0] = prefix;
    arguments[1] = events;
    System.arraycopy(own, 0, arguments, 2, own.length);
    return redis.run(script, arguments);
  }
}
