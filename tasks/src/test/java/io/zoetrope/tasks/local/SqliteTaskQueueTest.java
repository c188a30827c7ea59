package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskQueueContract;
import io.zoetrope.tasks.topic.RingTopic;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** The queue in a file keeps what every queue promises. */
class SqliteTaskQueueTest extends TaskQueueContract {
  @TempDir Path folder;
  private int queues;

  @Override
  protected TaskQueue newQueue(QueueOptions options) {
    Clock clock = Clock.systemUTC();
    Path file = folder.resolve("tasks-" + queues++ + ".db");
    return SqliteTaskQueue.open(file, options, new RingTopic(100, clock), clock);
  }
}
