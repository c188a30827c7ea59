package io.zoetrope.app.cli.devices;

import io.zoetrope.drivers.v4l2.DeviceHolder;
import io.zoetrope.drivers.v4l2.LocalCamera;
import io.zoetrope.drivers.v4l2.OfferedFormat;
import io.zoetrope.drivers.v4l2.OfferedSize;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cameras of this machine, for programs. */
final class DeviceJson {

  private DeviceJson() {}

  static ObjectNode of(List<LocalCamera> cameras) {
    return JsonNodeFactory.instance.objectNode().set("cameras", array(cameras, DeviceJson::of));
  }

  private static ObjectNode of(LocalCamera camera) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("uri", camera.uri())
        .put("node", camera.node().toString())
        .put("name", camera.card())
        .put("busy", camera.busy())
        .set("holders", array(camera.holders(), DeviceJson::of))
        .set("formats", array(camera.formats(), DeviceJson::of))
        .put("error", camera.trouble().isEmpty() ? null : camera.trouble());
  }

  private static ObjectNode of(DeviceHolder holder) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("process", holder.processId())
        .put("name", holder.name());
  }

  private static ObjectNode of(OfferedFormat format) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("format", format.name().orElse(null))
        .put("fourcc", format.fourcc())
        .put("description", format.description())
        .put("scalesUpTo", format.scaledUpTo().map(Object::toString).orElse(null))
        .set("sizes", array(format.sizes(), DeviceJson::of));
  }

  private static ObjectNode of(OfferedSize offered) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("size", offered.size().toString())
        .set(
            "fps",
            array(
                offered.rates(), rate -> DoubleNode.valueOf(Double.parseDouble(rate.toString()))));
  }

  private static <T> ArrayNode array(List<T> all, Function<T, JsonNode> json) {
    return JsonNodeFactory.instance.arrayNode().addAll(all.stream().map(json).toList());
  }
}
