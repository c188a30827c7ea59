package io.zoetrope.tasks;

import tools.jackson.databind.JsonNode;

/** Does the tasks of one kind. Called on a thread of its own for each attempt; may block. */
@FunctionalInterface
public interface TaskHandler {

  /**
   * Does a task. It may be done twice, if a worker dies after the work and before it could say so:
   * {@link Task#id()} or {@link Task#idempotencyKey()} help to make the effect once.
   *
   * @return the result, to be kept with the task
   * @throws TaskFailedException when trying again cannot help
   * @throws InterruptedException when the task was cancelled, took too long, or the worker stops
   * @throws Exception when trying again may help; its message is kept for people
   */
  JsonNode run(TaskContext context) throws Exception;
}
