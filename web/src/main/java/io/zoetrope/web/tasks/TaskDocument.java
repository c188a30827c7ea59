package io.zoetrope.web.tasks;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.result.ResultFile;
import io.zoetrope.tasks.result.ResultFiles;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A task as programs read it. On virtual threads: it looks for the task's file. */
final class TaskDocument {
  private final ResultFiles files;

  TaskDocument(ResultFiles files) {
    this.files = files;
  }

  ObjectNode of(Task task) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", task.id())
            .put("kind", task.kind())
            .set("payload", task.payload())
            .put("state", task.state().label())
            .put("priority", task.priority().label())
            .put("attempt", task.attempt())
            .put("attempts", task.attempts())
            .put("percent", task.progress().percent())
            .put("note", task.progress().note())
            .put("submitted", task.submitted().toString());
    if (task.state() == TaskState.QUEUED && task.notBefore().isAfter(task.submitted())) {
      json.put("notBefore", task.notBefore().toString());
    }
    task.started().ifPresent(started -> json.put("started", started.toString()));
    task.ended().ifPresent(ended -> json.put("ended", ended.toString()));
    task.deadline().ifPresent(deadline -> json.put("deadline", deadline.toString()));
    task.error().ifPresent(error -> json.put("error", error));
    task.result().ifPresent(result -> json.set("result", result));
    file(task)
        .ifPresent(file ->
            json.putObject("file")
                .put("url", "api/tasks/" + task.id() + "/result")
                .put("type", file.type().mediaType())
                .put("size", file.sizeBytes()));
    return json;
  }

  /** The file of a task that is done, as long as it is kept. */
  Optional<ResultFile> file(Task task) {
    return task.state() == TaskState.DONE && namesFile(task)
        ? files.find(task.id())
        : Optional.empty();
  }

  /** Whether the task has left a file behind, kept or not. */
  static boolean namesFile(Task task) {
    return task.result().filter(result -> result.path("file").isString()).isPresent();
  }

  static ObjectNode counts(Map<TaskState, Long> counts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (TaskState state : TaskState.values()) {
      json.put(state.label(), counts.getOrDefault(state, 0L));
    }
    return json;
  }
}
