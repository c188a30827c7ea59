package io.zoetrope.app.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.drivers.v4l2.Holder;
import io.zoetrope.drivers.v4l2.LocalCamera;
import io.zoetrope.drivers.v4l2.OfferedFormat;
import io.zoetrope.drivers.v4l2.OfferedSize;
import java.util.List;
import java.util.function.Function;

/** The cameras of this machine, for programs. */
final class DeviceJson {

  private DeviceJson() {}

  static JsonObject of(List<LocalCamera> cameras) {
    return new JsonObject().put("cameras", array(cameras, DeviceJson::of));
  }

  private static JsonObject of(LocalCamera camera) {
    return new JsonObject()
        .put("uri", camera.uri())
        .put("node", camera.node().toString())
        .put("name", camera.card())
        .put("busy", camera.busy())
        .put("holders", array(camera.holders(), DeviceJson::of))
        .put("formats", array(camera.formats(), DeviceJson::of))
        .put("error", camera.trouble().isEmpty() ? null : camera.trouble());
  }

  private static JsonObject of(Holder holder) {
    return new JsonObject().put("process", holder.processId()).put("name", holder.name());
  }

  private static JsonObject of(OfferedFormat format) {
    return new JsonObject()
        .put("format", format.name().orElse(null))
        .put("fourcc", format.fourcc())
        .put("description", format.description())
        .put("scalesUpTo", format.scaledUpTo().map(Object::toString).orElse(null))
        .put("sizes", array(format.sizes(), DeviceJson::of));
  }

  private static JsonObject of(OfferedSize offered) {
    return new JsonObject()
        .put("size", offered.size().toString())
        .put("fps", array(offered.rates(), rate -> Double.valueOf(rate.toString())));
  }

  private static <T> JsonArray array(List<T> all, Function<T, Object> json) {
    JsonArray array = new JsonArray();
    all.forEach(each -> array.add(json.apply(each)));
    return array;
  }
}
