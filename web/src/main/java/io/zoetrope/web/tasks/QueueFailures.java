package io.zoetrope.web.tasks;

import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.web.http.RefusedException;
import org.jspecify.annotations.Nullable;

/** What failures of the queue mean to who asked. Any thread. */
final class QueueFailures {

  private QueueFailures() {}

  static @Nullable RefusedException meaning(Exception failure) {
    return failure instanceof QueueUnavailableException
        ? new RefusedException(503, "queue_unavailable", String.valueOf(failure.getMessage()))
        : null;
  }

  /** A state as people read it. */
  static String words(TaskState state) {
    return state == TaskState.DEAD ? "failed for good" : state.label();
  }

  static RefusedException noSuchTask(String id) {
    return new RefusedException(
        404,
        "no_such_task",
        "There is no task '%s', or it has been deleted.".formatted(RefusedException.shortened(id)));
  }
}
