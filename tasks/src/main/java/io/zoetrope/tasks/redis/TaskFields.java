package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task as its hash in Redis holds it. Immutable. */
record TaskFields(String id, Map<String, String> fields) {
  /** From what a script returns: the id, and the fields each followed by its value. */
  static TaskFields of(Object answer) {
    List<?> parts = (List<?>) answer;
    return of((String) parts.getFirst(), (List<?>) parts.get(1));
  }

  static TaskFields of(String id, List<?> flat) {
    Map<String, String> fields = HashMap.newHashMap(flat.size() / 2);
    for (int i = 0; i < flat.size(); i += 2) {
      fields.put((String) flat.get(i), (String) flat.get(i + 1));
    }
    return new TaskFields(id, fields);
  }

  /** Refuses a hash that is not a task's: others can also write to Redis. */
  Task task() {
    try {
      return read();
    } catch (RuntimeException e) {
      throw new QueueUnavailableException(
          "The task %s in Redis cannot be read (%s). If its key is not needed, delete it."
              .formatted(id, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private Task read() {
    return new Task(
        id,
        text("kind"),
        TaskJson.parse(text("payload")),
        TaskState.of(text("state")).orElseThrow(() -> bad("state")),
        Priority.of(text("priority")).orElseThrow(() -> bad("priority")),
        number("attempt"),
        number("attempts"),
        new Progress(number("percent"), fields.getOrDefault("note", "")),
        instant("submitted").orElseThrow(() -> missing("submitted")),
        instant("notBefore").orElseThrow(() -> missing("notBefore")),
        instant("started"),
        instant("ended"),
        instant("deadline"),
        Optional.ofNullable(fields.get("key")),
        Optional.ofNullable(fields.get("result")).map(TaskJson::parse),
        Optional.ofNullable(fields.get("error")));
  }

  /** What tells the lease of a running task from any other. */
  String token() {
    return text("entry") + "/" + text("attempt");
  }

  private String text(String name) {
    @Nullable String value = fields.get(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("it has no field '" + name + "'");
  }

  private static IllegalStateException bad(String name) {
    return new IllegalStateException("its field '" + name + "' is none that a task can have");
  }

  private int number(String name) {
    return Integer.parseInt(fields.getOrDefault(name, "0"));
  }

  private Optional<Instant> instant(String name) {
    return Optional.ofNullable(fields.get(name)).map(Long::parseLong).map(Instant::ofEpochMilli);
  }
}
