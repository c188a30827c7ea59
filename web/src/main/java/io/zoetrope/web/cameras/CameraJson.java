package io.zoetrope.web.cameras;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraStatus;
import io.zoetrope.core.camera.CameraStatus.Fault;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A camera's status as programs read it. Any thread. */
public record CameraJson(CameraSystem system) {

  ObjectNode of(Camera camera) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return json.put("id", camera.id())
        .put("name", camera.name().shown())
        .setAll(stream(camera))
        .set("small", system.cameras().small(camera).map(this::stream).orElse(null))
        .put("controls", camera.controls().isPresent());
  }

  /** What is also said of a sub-stream. */
  private ObjectNode stream(Camera camera) {
    CameraStatus status = camera.status();
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", status.state().label())
        .put("since", status.state().since().toString())
        .put("width", status.format().map(VideoFormat::width).orElse(null))
        .put("height", status.format().map(VideoFormat::height).orElse(null))
        .put("fps", Math.round(status.framesPerSecond() * 100) / 100.0)
        .put("viewers", status.viewers())
        .put("frames", status.framesShown())
        .put("dropped", status.framesDropped())
        .set("tracks", TrackJson.of(status.tracks()))
        .set("renditions", open(camera))
        .set("error", error(status))
        .set("lastError", status.lastFault().map(CameraJson::lastError).orElse(null))
        .put("source", system.sources().get(status.id()));
  }

  /** Where it is in its life, and what is wrong, as in {@link #of}. */
  public ObjectNode state(Camera camera) {
    CameraStatus status = camera.status();
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", status.state().label())
        .put("since", status.state().since().toString())
        .set("error", error(status));
  }

  private ArrayNode open(Camera camera) {
    return JsonNodeFactory.instance
        .arrayNode()
        .addAll(system.renditions().of(camera).stream().map(CameraJson::of).toList());
  }

  private static ObjectNode of(RenditionStatus rendition) {
    RenditionKey key = rendition.key();
    return JsonNodeFactory.instance
        .objectNode()
        .set("from", rendition.from().map(CameraJson::video).orElse(null))
        .set("to", rendition.to().map(CameraJson::video).orElse(null))
        .put("width", key.maxWidth().isPresent() ? (Integer) key.maxWidth().getAsInt() : null)
        .put("fps", key.fps().isPresent() ? (Double) key.fps().getAsDouble() : null)
        .put("quality", key.quality().isPresent() ? (Integer) key.quality().getAsInt() : null)
        .put("viewers", rendition.viewers())
        .put("frames", rendition.framesShown())
        .put("dropped", rendition.framesDropped())
        .put("error", rendition.fault().map(RenditionFault::message).orElse(null));
  }

  private static ObjectNode video(VideoFormat format) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("codec", format.codecName())
        .put("width", format.width())
        .put("height", format.height());
  }

  /** Only while it fails, so that a program need not compare states to know that all is well. */
  private @Nullable ObjectNode error(CameraStatus status) {
    return status.state() instanceof Retrying retrying
        ? JsonNodeFactory.instance
            .objectNode()
            .put("code", code(status.id()))
            .put("message", retrying.reason())
            .put("since", retrying.since().toString())
            .put("attempts", retrying.attempts())
            .put("nextAttempt", retrying.nextAttempt().toString())
        : null;
  }

  /** What programs can tell apart without reading the message. */
  private String code(String id) {
    return system.publishPoints().isWaiting(id) ? "nobody_publishes" : "camera_failing";
  }

  private static ObjectNode lastError(Fault fault) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("message", fault.reason())
        .put("since", fault.since().toString());
  }
}
