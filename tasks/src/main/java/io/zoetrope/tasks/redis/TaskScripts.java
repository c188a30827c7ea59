package io.zoetrope.tasks.redis;

import java.util.List;

/** The scripts of one queue: one round trip for each step of a task. Any thread may call it. */
record TaskScripts(RedisConnections redis, String prefix, String events) {
  private static final RedisScript SUBMIT = RedisScript.named("submit");
  private static final RedisScript TAKE = RedisScript.named("take");
  private static final RedisScript RENEW = RedisScript.named("renew");
  private static final RedisScript END = RedisScript.named("end");
  private static final RedisScript CANCEL = RedisScript.named("cancel");
  private static final RedisScript TEND = RedisScript.named("tend");
  private static final RedisScript COUNTS = RedisScript.named("counts");
  private static final RedisScript LIST = RedisScript.named("list");

  List<Object> submit(String... arguments) {
    return run(SUBMIT, arguments);
  }

  List<Object> take(String... arguments) {
    return run(TAKE, arguments);
  }

  boolean renew(String... arguments) {
    return isTrue(run(RENEW, arguments));
  }

  boolean end(String... arguments) {
    return isTrue(run(END, arguments));
  }

  boolean cancel(String id) {
    return isTrue(run(CANCEL, id));
  }

  /** Milliseconds until something becomes due, or -1. */
  long tend(long leaseMillis) {
    return (Long) run(TEND, Long.toString(leaseMillis)).getFirst();
  }

  List<Object> list(String... arguments) {
    return run(LIST, arguments);
  }

  /** Each state's label, followed by how many tasks are in it. */
  List<Object> counts() {
    return run(COUNTS);
  }

  private List<Object> run(RedisScript script, String... own) {
    String[] arguments = new String[own.length + 2];
    arguments[0] = prefix;
    arguments[1] = events;
    System.arraycopy(own, 0, arguments, 2, own.length);
    return redis.run(script, arguments);
  }

  private static boolean isTrue(List<Object> answer) {
    return Long.valueOf(1).equals(answer.getFirst());
  }
}
