package io.zoetrope.tasks.local;

import io.zoetrope.base.ForeignThreads;
import io.zoetrope.base.SerialExecutor;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes what becomes of tasks, in order and on a thread of its own: the topic is whoever's made
 * the queue, and may take its time, or use the queue. One thread uses it.
 */
final class QueueEvents implements AutoCloseable {
  private static final int MOST_WAITING = 100_000;
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(1);

  private final RetainedTopic topic;
  private final SerialExecutor publishing =
      new SerialExecutor("The topic of a queue's events", ForeignThreads.SHARED, MOST_WAITING);

  QueueEvents(RetainedTopic topic) {
    this.topic = topic;
  }

  /** These have changed; returns at once. */
  void publish(List<Task> changed, Instant at) {
    for (Task task : changed) {
      for (ObjectNode event : TaskEvents.all(task, at)) {
        publishing.execute(() -> topic.publish(event));
      }
    }
  }

  /** Waits for a moment until all is published. */
  @Override
  public void close() {
    try {
      boolean _ = publishing.await(PATIENCE_AT_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
