package io.zoetrope.app.catalog;

import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.recording.Recordings;
import io.zoetrope.tasks.TaskEvents;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON and texts without what is secret in them, as a catalog keeps them for long. */
final class Redaction {
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(?:password|passwd|passphrase|secret|token|api_?key|authorization).*");

  private static final String CAMERA_EVENT = "camera";
  private static final String TROUBLE_EVENT = "camera.trouble";

  /** Their workers are ours, and mask what others say to them. */
  private static final Set<String> OWN_KINDS =
      Set.of(Recordings.SNAPSHOT, Recordings.CLIP, Recordings.TIMELAPSE, Exports.KIND);

  private Redaction() {}

  static JsonNode json(JsonNode given) {
    if (given.isString()) {
      return JsonNodeFactory.instance.stringNode(text(given.stringValue()));
    }
    if (given instanceof ArrayNode array) {
      ArrayNode masked = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> masked.add(json(element)));
      return masked;
    }
    if (given instanceof ObjectNode object) {
      ObjectNode masked = JsonNodeFactory.instance.objectNode();
      object.forEachEntry((name, value) ->
          masked.set(
              text(name), isOwnSentence(object, name) ? sentence(value) : member(name, value)));
      return masked;
    }
    return given;
  }

  private static JsonNode member(String name, JsonNode value) {
    return value.isValueNode() && !value.isNull() && SECRET_NAME.matcher(name).matches()
        ? JsonNodeFactory.instance.stringNode("***")
        : json(value);
  }

  /** Why a camera or a task of ours failed: what is secret was masked when it came in there. */
  private static boolean isOwnSentence(ObjectNode event, String name) {
    return switch (event.path("type").asString("")) {
      case CAMERA_EVENT, TROUBLE_EVENT -> name.equals("reason");
      case TaskEvents.TYPE, TaskEvents.ENDED ->
          name.equals("error") && isOurs(event.path("kind").asString(""));
      default -> false;
    };
  }

  private static JsonNode sentence(JsonNode value) {
    return value.isString()
        ? JsonNodeFactory.instance.stringNode(withoutNul(value.stringValue()))
        : json(value);
  }

  /** What a task failed with. */
  static String error(String kind, String error) {
    return isOurs(kind) ? withoutNul(error) : text(error);
  }

  private static boolean isOurs(String kind) {
    return OWN_KINDS.contains(kind) || kind.startsWith(Webhook.KIND_PREFIX);
  }

  private static String withoutNul(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** Also without NUL, which PostgreSQL cannot keep. */
  static String text(String given) {
    return Secrets.mask(withoutNul(given));
  }
}
