package io.zoetrope.web.tasks;

import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.result.ResultFiles;
import io.zoetrope.tasks.result.Results;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.util.Optional;
import java.util.Set;

/**
 * The background work that a server takes and shows, and its events. The caller closes it, after
 * the server.
 *
 * @param events of tasks and of all else that {@code /api/events} reports
 * @param kinds which tasks may be submitted over HTTP
 * @param check looks at those that are
 * @param files where results are found
 * @param uploads where the results go that workers on other machines send
 * @param quietTasks kinds, as in {@code webhook-*}, whose tasks are neither listed nor reported
 *     unless a request names them
 * @param workerKey what these workers must know; without it none may send
 */
public record TaskContent(
    TaskQueue queue,
    RetainedTopic events,
    Set<String> kinds,
    PayloadCheck check,
    ResultFiles files,
    Results uploads,
    Optional<String> quietTasks,
    Optional<String> workerKey) {

  public TaskContent {
    kinds = Set.copyOf(kinds);
  }

  /** Keeps the key to itself. */
  @Override
  public String toString() {
    return "TaskContent" + kinds;
  }
}
