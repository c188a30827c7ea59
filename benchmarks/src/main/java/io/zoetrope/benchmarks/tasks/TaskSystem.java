package io.zoetrope.benchmarks.tasks;

import java.io.IOException;
import java.util.function.IntConsumer;

/** A queue with its workers, which run until it is closed. Any thread may submit. */
interface TaskSystem extends AutoCloseable {

  /** Submits the task with this number; returns when it is safe in the queue. */
  void submit(int number) throws IOException;

  /** How many tasks are not done yet, as the queue itself tells. */
  long left() throws IOException;

  @Override
  void close();

  /** A kind of queue that can be measured. */
  interface Kind {
    String name();

    /**
     * Opens an empty one.
     *
     * @param started is told the number of each task by the worker that begins it
     */
    TaskSystem open(int workers, IntConsumer started) throws IOException;
  }
}
