package io.zoetrope.app.tasks;

import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.app.data.FolderInUseException;
import io.zoetrope.base.Closer;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RingTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks in the data folder, events in memory. Any thread may call it. */
final class LocalBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(LocalBackend.class);
  private static final int EVENTS_KEPT = 2_000;

  private final Closer open = new Closer();
  private final RingTopic events;
  private final LazyQueue queue;

  LocalBackend(DataFolderLock data, int capacity, Timekeeper time) {
    Path file = data.folder().resolve("tasks.db");
    events = open.add(new RingTopic(EVENTS_KEPT, time::now));
    queue =
        open.add(
            new LazyQueue(
                events,
                () -> Files.exists(file),
                () -> {
                  use(data);
                  return SqliteTaskQueue.open(
                      file, QueueOptions.STANDARD.withCapacity(capacity), events, time::now);
                }));
  }

  private static void use(DataFolderLock data) {
    try {
      data.use();
    } catch (FolderInUseException e) {
      throw new QueueUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public RetainedTopic events() {
    return events;
  }

  @Override
  public TaskQueue queue() {
    return queue;
  }

  @Override
  public void start(Consumer<TaskQueue> whenOpen) {
    try {
      queue.start(whenOpen);
    } catch (QueueUnavailableException e) {
      LOG.warn("There are no tasks for now: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
