package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.WorkerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A worker on Redis keeps what every worker promises. */
class RedisWorkerIT extends WorkerContract {
  @TempDir static Path folder;
  private static RedisQueues queues;

  @BeforeAll
  static void start() {
    queues = new RedisQueues(folder);
  }

  @AfterAll
  static void stop() {
    queues.close();
  }

  @Override
  protected TaskQueue newQueue(QueueOptions options) {
    return queues.queue(options);
  }
}
