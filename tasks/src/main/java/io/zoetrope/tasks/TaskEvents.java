package io.zoetrope.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is published about tasks. */
public final class TaskEvents {
  /** Of each change of a task. */
  public static final String TYPE = "task";

  /** Of its end only. */
  public static final String ENDED = "task.ended";

  private static final int LONGEST_CAMERA = 200;

  private TaskEvents() {}

  /**
   * A change of a task, for instance {@code {"type":"task","at":"2026-11-01T12:00:00Z","id":…,
   * "kind":"clip","camera":"door","state":"running","attempt":1,"percent":40,"note":"recording"}};
   * with {@code error} if it has one, and {@code camera} if its payload names one.
   */
  public static ObjectNode of(Task task, Instant at) {
    ObjectNode events =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", TYPE)
            .put("at", at.toString())
            .put("id", task.id())
            .put("kind", task.kind());
    camera(task.payload()).ifPresent(camera -> events.put("camera", camera));
    events
        .put("state", task.state().label())
        .put("attempt", task.attempt())
        .put("percent", task.progress().percent())
        .put("note", task.progress().note());
    task.error().ifPresent(error -> events.put("error", error));
    return events;
  }

  /** All that is published about a change: its end has a second event. */
  public static List<ObjectNode> all(Task task, Instant at) {
    ObjectNode change = of(task, at);
    if (!task.state().ended()) {
      return List.of(change);
    }
    ObjectNode end = change.deepCopy().put("type", ENDED);
    end.remove(List.of("percent", "note"));
    return List.of(change, end);
  }

  /** The camera that a payload names. */
  public static Optional<String> camera(JsonNode payload) {
    JsonNode named = payload.path("camera");
    String camera = named.isString() ? named.stringValue() : "";
    return camera.isEmpty() || camera.length() > LONGEST_CAMERA
        ? Optional.empty()
        : Optional.of(camera);
  }
}
