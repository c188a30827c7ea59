package io.zoetrope.web.tasks;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.zoetrope.core.time.Durations;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.web.http.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The task that somebody wishes for, in JSON. Any thread. */
final class TaskSubmission {
  static final String EXAMPLE = "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"door\"}}";

  private static final Set<String> FIELDS = Set.of("kind", "payload", "options");
  private static final Set<String> OPTIONS =
      Set.of("delay", "priority", "deadline", "attempts", "idempotencyKey", "keep");
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MOST_ATTEMPTS = 100;
  private static final int LONGEST_KEY = 200;
  private static final int MOST_TOLD = 40;

  private final Set<String> kinds;
  private final PayloadCheck check;

  TaskSubmission(Set<String> kinds, PayloadCheck check) {
    this.kinds = new TreeSet<>(kinds);
    this.check = check;
  }

  /**
   * Reads the wish.
   *
   * @throws RefusedException when it cannot be fulfilled as it stands
   */
  TaskRequest read(JsonObject wish, Instant now) throws RefusedException {
    known(wish, FIELDS, "A task has");
    if (!(wish.getValue("kind") instanceof String kind) || !kinds.contains(kind)) {
      String allowed = kinds.isEmpty() ? "nothing at present" : String.join(", ", kinds);
      throw bad("kind", "one of: " + allowed, wish.getValue("kind"));
    }
    JsonNode payload = payload(object(wish, "payload"));
    Optional<String> fault = check.fault(kind, payload);
    if (fault.isPresent()) {
      throw new RefusedException(400, "bad_payload", fault.get());
    }
    return new TaskRequest(kind, payload, options(object(wish, "options"), now));
  }

  private static JsonNode payload(JsonObject json) throws RefusedException {
    try {
      return io.zoetrope.tasks.TaskJson.read("payload", json.encode());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "bad_payload", String.valueOf(e.getMessage()));
    }
  }

  private static TaskOptions options(JsonObject wish, Instant now) throws RefusedException {
    known(wish, OPTIONS, "The options are");
    TaskOptions options = TaskOptions.STANDARD;
    for (String name : wish.fieldNames()) {
      Object value = wish.getValue(name);
      options =
          switch (name) {
            case "delay" -> options.withDelay(duration(name, value));
            case "keep" -> options.withKeep(duration(name, value));
            case "deadline" -> options.withDeadline(deadline(value, now));
            case "priority" -> options.withPriority(priority(value));
            case "attempts" -> options.withAttempts(attempts(value));
            default -> options.withIdempotencyKey(key(value));
          };
    }
    return options;
  }

  private static Duration duration(String name, @Nullable Object value) throws RefusedException {
    return (value instanceof String text ? Durations.parse(text) : Optional.<Duration>empty())
        .filter(duration -> duration.compareTo(LONGEST) <= 0)
        .orElseThrow(() -> bad(name, "a duration such as 10s, 2m, 1h or 7d, at most 365d", value));
  }

  private static Instant deadline(@Nullable Object value, Instant now) throws RefusedException {
    String expected = "a time to come such as 2026-11-22T06:00:00Z, or a duration such as 10m";
    if (!(value instanceof String text)) {
      throw bad("deadline", expected, value);
    }
    Optional<Duration> fromNow =
        Durations.parse(text).filter(duration -> duration.compareTo(LONGEST) <= 0);
    if (fromNow.isPresent()) {
      return now.plus(fromNow.get());
    }
    try {
      Instant deadline = Instant.parse(text);
      if (deadline.isAfter(now) && deadline.isBefore(now.plus(LONGEST))) {
        return deadline;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw bad("deadline", expected, value);
  }

  private static Priority priority(@Nullable Object value) throws RefusedException {
    return (value instanceof String text ? Priority.of(text) : Optional.<Priority>empty())
        .orElseThrow(() -> bad("priority", "high, normal or low", value));
  }

  private static int attempts(@Nullable Object value) throws RefusedException {
    if (value instanceof Integer attempts && attempts >= 1 && attempts <= MOST_ATTEMPTS) {
      return attempts;
    }
    throw bad("attempts", "a whole number from 1 to " + MOST_ATTEMPTS, value);
  }

  private static String key(@Nullable Object value) throws RefusedException {
    if (value instanceof String key && !key.isBlank() && key.length() <= LONGEST_KEY) {
      return key;
    }
    throw bad("idempotencyKey", "a text of 1 to " + LONGEST_KEY + " characters", value);
  }

  private static JsonObject object(JsonObject wish, String name) throws RefusedException {
    if (!wish.containsKey(name)) {
      return new JsonObject();
    }
    if (wish.getValue(name) instanceof JsonObject object) {
      return object;
    }
    throw bad(name, "a JSON object", wish.getValue(name));
  }

  private static void known(JsonObject wish, Set<String> names, String start)
      throws RefusedException {
    for (String name : wish.fieldNames()) {
      if (!names.contains(name)) {
        throw new RefusedException(
            400,
            "bad_task",
            "%s %s, not %s.".formatted(start, String.join(", ", new TreeSet<>(names)), told(name)));
      }
    }
  }

  private static RefusedException bad(String name, String expected, @Nullable Object value) {
    String given = value == null ? "nothing" : told(value);
    return new RefusedException(
        400, "bad_task", "%s is %s; this was %s.".formatted(name, expected, given));
  }

  private static String told(Object value) {
    String text = Json.encode(value);
    return text.length() <= MOST_TOLD ? text : text.substring(0, MOST_TOLD) + "…";
  }
}
