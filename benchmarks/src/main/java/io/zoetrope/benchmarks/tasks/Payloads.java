package io.zoetrope.benchmarks.tasks;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What all queues carry alike. */
final class Payloads {
  private Payloads() {}

  static ObjectNode task(int number) {
    return JsonNodeFactory.instance.objectNode().put("camera", "door").put("number", number);
  }

  static ObjectNode result(String camera) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", camera + ".jpg")
        .put("type", "image/jpeg")
        .put("size", 52_509);
  }
}
