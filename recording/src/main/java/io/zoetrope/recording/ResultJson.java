package io.zoetrope.recording;

import io.zoetrope.tasks.result.ResultType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class ResultJson {
  private ResultJson() {}

  static ObjectNode of(String taskId, ResultType type, long sizeBytes, String camera) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", taskId + "." + type.extension())
        .put("type", type.mediaType())
        .put("size", sizeBytes)
        .put("camera", camera);
  }
}
