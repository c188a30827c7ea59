package io.zoetrope.recording;

import io.zoetrope.core.rendition.RenditionKey;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

record SnapshotRequest(String camera, RenditionKey rendition) {
  private static final List<String> FIELDS = List.of("camera", "width", "quality");

  static SnapshotRequest read(JsonNode payload) throws BadPayloadException {
    PayloadReader fields = new PayloadReader(payload, FIELDS, "{\"camera\": \"door\"}");
    return new SnapshotRequest(
        fields.camera(),
        new RenditionKey(
            fields.number("width", 1, RenditionKey.MAX_WIDTH),
            OptionalDouble.empty(),
            fields.number("quality", 1, RenditionKey.MAX_QUALITY)));
  }
}
