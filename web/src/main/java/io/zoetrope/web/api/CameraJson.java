package io.zoetrope.web.api;

import io.vertx.core.json.JsonObject;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraStatus;
import io.zoetrope.core.frame.PictureFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A camera's status as programs read it. Any thread. */
final class CameraJson {
  private final Map<String, String> sources;

  CameraJson(Map<String, String> sources) {
    this.sources = Map.copyOf(sources);
  }

  JsonObject of(CameraStatus status) {
    return new JsonObject()
        .put("id", status.id())
        .put("state", status.state().label())
        .put("since", status.state().since().toString())
        .put("width", status.format().map(PictureFormat::width).orElse(null))
        .put("height", status.format().map(PictureFormat::height).orElse(null))
        .put("fps", Math.round(status.framesPerSecond() * 100) / 100.0)
        .put("viewers", status.viewers())
        .put("frames", status.framesShown())
        .put("dropped", status.framesDropped())
        .put("error", error(status))
        .put("source", sources.get(status.id()));
  }

  private static @Nullable JsonObject error(CameraStatus status) {
    CameraState state = status.state();
    if (state instanceof Retrying retrying) {
      return new JsonObject()
          .put("message", retrying.reason())
          .put("since", retrying.since().toString())
          .put("attempts", retrying.attempts())
          .put("nextAttempt", retrying.nextAttempt().toString());
    }
    return status
        .lastFault()
        .map(fault ->
            new JsonObject().put("message", fault.reason()).put("since", fault.since().toString()))
        .orElse(null);
  }
}
