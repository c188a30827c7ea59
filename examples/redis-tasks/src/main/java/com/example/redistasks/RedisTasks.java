package com.example.redistasks;

import io.lettuce.core.RedisException;
import io.zoetrope.tasks.QueueUnavailableException;

/** The command: a web page that hands out work, and two kinds of helpers who share it. */
public final class RedisTasks {
  /** Each number in it is for one worker. */
  static final String QUEUE = "task:prodcons:queue";

  /** What is published to it is for every listener. */
  static final String CHANNEL = "task:pubsub:channel";

  private static final String REDIS = "redis://127.0.0.1:6379/5";
  private static final String PORT = "5000";

  private RedisTasks() {}

  public static void main(String[] words) throws Exception {
    String redis = word(words, 1, REDIS);
    try {
      switch (word(words, 0, "")) {
        case "web" -> WebDoor.open(redis, Integer.parseInt(word(words, 2, PORT)));
        case "worker" -> AdditionWorker.run(redis);
        case "listener" -> Listener.run(redis);
        default -> {
          System.err.println(
              "usage: redis-tasks web|worker|listener [REDIS_URI [PORT]], by default %s %s"
                  .formatted(REDIS, PORT));
          System.exit(2);
        }
      }
    } catch (RedisException | QueueUnavailableException e) {
      System.err.println("Redis does not answer; is it running? " + e.getMessage());
      System.exit(1);
    }
  }

  private static String word(String[] words, int place, String otherwise) {
    return words.length > place ? words[place] : otherwise;
  }
}
