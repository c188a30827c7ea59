package io.zoetrope.web.tasks;

import static io.zoetrope.web.http.RefusedException.shortened;

import io.zoetrope.core.time.Durations;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.web.http.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the task that somebody asks for. Any thread. */
final class TaskSubmission {
  static final String EXAMPLE = "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"door\"}}";

  private static final Set<String> FIELDS = Set.of("kind", "payload", "options");
  private static final Set<String> OPTIONS =
      Set.of("delay", "priority", "deadline", "attempts", "idempotencyKey", "keep");
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MOST_ATTEMPTS = 100;
  private static final int LONGEST_KEY = 200;

  private final Set<String> kinds;
  private final PayloadCheck check;

  TaskSubmission(Set<String> kinds, PayloadCheck check) {
    this.kinds = new TreeSet<>(kinds);
    this.check = check;
  }

  TaskRequest read(ObjectNode given, Instant now) throws RefusedException {
    known(given, FIELDS, "A task has");
    String kind = given.path("kind").asString("");
    if (!given.path("kind").isString() || !kinds.contains(kind)) {
      String allowed = kinds.isEmpty() ? "nothing at present" : String.join(", ", kinds);
      throw bad("kind", "one of: " + allowed, given.path("kind"));
    }
    JsonNode payload = payload(object(given, "payload"));
    Optional<String> fault = check.fault(kind, payload);
    if (fault.isPresent()) {
      throw new RefusedException(400, "bad_payload", fault.get());
    }
    return new TaskRequest(kind, payload, options(object(given, "options"), now));
  }

  private static JsonNode payload(JsonNode json) throws RefusedException {
    try {
      TaskJson.checkDepth("payload", json);
      return json;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "bad_payload", String.valueOf(e.getMessage()));
    }
  }

  private static TaskOptions options(ObjectNode given, Instant now) throws RefusedException {
    known(given, OPTIONS, "The options are");
    TaskOptions options = TaskOptions.STANDARD;
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      String name = option.getKey();
      JsonNode value = option.getValue();
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

  private static Duration duration(String name, JsonNode value) throws RefusedException {
    return (value.isString() ? Durations.parse(value.stringValue()) : Optional.<Duration>empty())
        .filter(duration -> duration.compareTo(LONGEST) <= 0)
        .orElseThrow(() -> bad(name, "a duration such as 10s, 2m, 1h or 7d, at most 365d", value));
  }

  private static Instant deadline(JsonNode value, Instant now) throws RefusedException {
    String expected = "a time to come such as 2026-11-22T06:00:00Z, or a duration such as 10m";
    if (!value.isString()) {
      throw bad("deadline", expected, value);
    }
    String text = value.stringValue();
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

  private static Priority priority(JsonNode value) throws RefusedException {
    return (value.isString() ? Priority.of(value.stringValue()) : Optional.<Priority>empty())
        .orElseThrow(() -> bad("priority", "high, normal or low", value));
  }

  private static int attempts(JsonNode value) throws RefusedException {
    if (value.isInt() && value.intValue() >= 1 && value.intValue() <= MOST_ATTEMPTS) {
      return value.intValue();
    }
    throw bad("attempts", "a whole number from 1 to " + MOST_ATTEMPTS, value);
  }

  private static String key(JsonNode value) throws RefusedException {
    String key = value.isString() ? value.stringValue() : "";
    if (!key.isBlank() && key.length() <= LONGEST_KEY) {
      return key;
    }
    throw bad("idempotencyKey", "a text of 1 to " + LONGEST_KEY + " characters", value);
  }

  private static ObjectNode object(ObjectNode given, String name) throws RefusedException {
    JsonNode value = given.path(name);
    if (value.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw bad(name, "a JSON object", value);
  }

  private static void known(ObjectNode given, Set<String> names, String start)
      throws RefusedException {
    for (String name : given.propertyNames()) {
      if (!names.contains(name)) {
        throw new RefusedException(
            400,
            "bad_task",
            "%s %s, not %s."
                .formatted(
                    start,
                    String.join(", ", new TreeSet<>(names)),
                    shortened(JsonNodeFactory.instance.stringNode(name).toString())));
      }
    }
  }

  private static RefusedException bad(String name, String expected, JsonNode value) {
    String given =
        value.isMissingNode() || value.isNull() ? "nothing" : shortened(value.toString());
    return new RefusedException(
        400, "bad_task", "%s is %s; this was %s.".formatted(name, expected, given));
  }
}
