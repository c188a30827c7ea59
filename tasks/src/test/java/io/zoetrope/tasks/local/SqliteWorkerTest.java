package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.WorkerContract;
import io.zoetrope.tasks.topic.RingTopic;
import java.time.Clock;

/** Workers on a queue of this process; in memory here, as its file is no different to them. */
class SqliteWorkerTest extends WorkerContract {

  @Override
  protected TaskQueue newQueue(QueueOptions options) {
    Clock clock = Clock.systemUTC();
    return SqliteTaskQueue.inMemory(options, new RingTopic(100, clock), clock);
  }
}
