package io.zoetrope.app.catalog;

import io.zoetrope.core.driver.Secrets;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON and texts without what is secret in them, as a catalog keeps them for long. */
final class Masked {
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(?:password|passwd|passphrase|secret|token|api_?key|authorization).*");

  private Masked() {}

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
      object.forEachEntry((name, value) -> masked.set(text(name), member(name, value)));
      return masked;
    }
    return given;
  }

  private static JsonNode member(String name, JsonNode value) {
    return value.isValueNode() && !value.isNull() && SECRET_NAME.matcher(name).matches()
        ? JsonNodeFactory.instance.stringNode("***")
        : json(value);
  }

  /** Also without NUL, which PostgreSQL cannot keep. */
  static String text(String given) {
    return Secrets.mask(given.replace('\0', '\uFFFD'));
  }
}
