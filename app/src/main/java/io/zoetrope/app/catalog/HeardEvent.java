package io.zoetrope.app.catalog;

import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.catalog.EventRecord;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event that is worth keeping, and the id of the task that it is about, if any. */
record HeardEvent(EventRecord event, Optional<String> taskId) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What there is to keep of a message: nothing of what is not ours, tells progress only, or is
   * about the posting of events.
   */
  static Optional<HeardEvent> of(Message message) {
    JsonNode json;
    try {
      json = JSON.readTree(message.json());
    } catch (JacksonException e) {
      return Optional.empty();
    }
    String type = json.path("type").asString("");
    if (!json.isObject() || type.isEmpty() || isProgress(type, json) || isPosting(type, json)) {
      return Optional.empty();
    }
    JsonNode masked = Redaction.json(json);
    String camera = masked.path("camera").asString("");
    EventRecord event =
        new EventRecord(
            message.id().toString(),
            at(json).orElseGet(() -> Instant.ofEpochMilli(message.id().millis())),
            Redaction.text(type),
            camera.isEmpty() ? null : camera,
            masked.toString());
    String task = type.equals(TaskEvents.TYPE) ? json.path("id").asString("") : "";
    return Optional.of(new HeardEvent(event, Optional.of(task).filter(id -> !id.isEmpty())));
  }

  /** A task that has just been started has come no way, and says nothing. */
  private static boolean isProgress(String type, JsonNode json) {
    return type.equals(TaskEvents.TYPE)
        && json.path("state").asString("").equals(TaskState.RUNNING.label())
        && (json.path("percent").asInt(0) != 0 || !json.path("note").asString("").isEmpty());
  }

  private static boolean isPosting(String type, JsonNode json) {
    return (type.equals(TaskEvents.TYPE) || type.equals(TaskEvents.ENDED))
        && json.path("kind").asString("").startsWith(Webhook.KIND_PREFIX);
  }

  private static Optional<Instant> at(JsonNode json) {
    try {
      return Optional.of(Instant.parse(json.path("at").asString("")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
