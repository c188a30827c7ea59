package io.zoetrope.tasks;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is published about tasks. */
public final class TaskNews {
  public static final String TYPE = "task";

  private TaskNews() {}

  /**
   * A change of a task, for instance {@code {"type":"task","at":"2026-11-01T12:00:00Z","id":…,
   * "kind":"clip","state":"running","attempt":1,"percent":40,"note":"recording"}}; with {@code
   * error} if it has one.
   */
  public static ObjectNode of(Task task, Instant at) {
    ObjectNode news =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", TYPE)
            .put("at", at.toString())
            .put("id", task.id())
            .put("kind", task.kind())
            .put("state", task.state().label())
            .put("attempt", task.attempt())
            .put("percent", task.progress().percent())
            .put("note", task.progress().note());
    task.error().ifPresent(error -> news.put("error", error));
    return news;
  }
}
