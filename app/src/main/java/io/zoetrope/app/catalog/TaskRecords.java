package io.zoetrope.app.catalog;

import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.tasks.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes records of tasks. */
final class TaskRecords {
  private TaskRecords() {}

  static TaskRecord of(Task task) {
    JsonNode payload = Redaction.json(task.payload());
    Optional<JsonNode> result = task.result().map(Redaction::json);
    Optional<String> file = result.flatMap(json -> text(json, "file"));
    return new TaskRecord(
        task.id(),
        task.kind(),
        text(payload, "camera").orElse(null),
        task.state().label(),
        task.attempt(),
        task.submitted(),
        task.started().orElse(null),
        task.ended().orElse(null),
        payload.toString(),
        result.map(JsonNode::toString).orElse(null),
        task.error().map(error -> Redaction.error(task.kind(), error)).orElse(null),
        file.orElse(null),
        file.flatMap(_ -> result.flatMap(json -> text(json, "type"))).orElse(null),
        file.isPresent() ? size(result.orElseThrow()) : null);
  }

  private static Optional<String> text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private static @Nullable Long size(JsonNode result) {
    JsonNode size = result.path("size");
    return size.isIntegralNumber() && size.canConvertToLong() ? size.longValue() : null;
  }
}
