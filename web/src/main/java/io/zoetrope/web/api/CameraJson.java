package io.zoetrope.web.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraStatus;
import io.zoetrope.core.camera.CameraStatus.Fault;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionStatus;
import io.zoetrope.core.rendition.Renditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A camera's status as programs read it. Any thread. */
final class CameraJson {
  private final Map<String, String> sources;
  private final PublishPoints publishPoints;
  private final Renditions renditions;

  CameraJson(CameraSystem system) {
    this.sources = system.sources();
    this.publishPoints = system.publishPoints();
    this.renditions = system.renditions();
  }

  JsonObject of(Camera camera) {
    CameraStatus status = camera.status();
    JsonArray open = new JsonArray();
    renditions.of(camera).forEach(rendition -> open.add(of(rendition)));
    return new JsonObject()
        .put("id", status.id())
        .put("name", camera.name().shown())
        .put("state", status.state().label())
        .put("since", status.state().since().toString())
        .put("width", status.format().map(VideoFormat::width).orElse(null))
        .put("height", status.format().map(VideoFormat::height).orElse(null))
        .put("fps", Math.round(status.framesPerSecond() * 100) / 100.0)
        .put("viewers", status.viewers())
        .put("frames", status.framesShown())
        .put("dropped", status.framesDropped())
        .put("renditions", open)
        .put("error", error(status))
        .put("lastError", status.lastFault().map(CameraJson::lastError).orElse(null))
        .put("source", sources.get(status.id()))
        .put("controls", camera.controls().isPresent());
  }

  private static JsonObject of(RenditionStatus rendition) {
    RenditionKey key = rendition.key();
    return new JsonObject()
        .put("width", key.maxWidth().isPresent() ? key.maxWidth().getAsInt() : null)
        .put("fps", key.fps().isPresent() ? key.fps().getAsDouble() : null)
        .put("quality", key.quality().isPresent() ? key.quality().getAsInt() : null)
        .put("viewers", rendition.viewers())
        .put("frames", rendition.framesShown())
        .put("dropped", rendition.framesDropped())
        .put("error", rendition.fault().map(RenditionFault::message).orElse(null));
  }

  /** Only while it fails, so that a program need not compare states to know that all is well. */
  private @Nullable JsonObject error(CameraStatus status) {
    return status.state() instanceof Retrying retrying
        ? new JsonObject()
            .put("code", code(status.id()))
            .put("message", retrying.reason())
            .put("since", retrying.since().toString())
            .put("attempts", retrying.attempts())
            .put("nextAttempt", retrying.nextAttempt().toString())
        : null;
  }

  /** What programs can tell apart without reading the message. */
  private String code(String id) {
    return publishPoints.isWaiting(id) ? "nobody_publishes" : "camera_failing";
  }

  private static JsonObject lastError(Fault fault) {
    return new JsonObject().put("message", fault.reason()).put("since", fault.since().toString());
  }
}
