package io.zoetrope.web.cameras;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.ControlRefusedException;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.JsonBody;
import io.zoetrope.web.http.OffLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be set about a camera, as JSON. Event loop only; the camera is asked on virtual threads,
 * as that may take a while.
 */
public final class ControlRoutes {
  private static final int MOST_CALLS_PER_CAMERA = 4;

  private final CameraChoice choice;

  /** By camera id: a driver that hangs must not keep others from theirs. */
  private final Map<String, OffLoop> calls = new HashMap<>();

  public ControlRoutes(CameraChoice choice) {
    this.choice = choice;
  }

  public void addTo(Router router) {
    Endpoint.getAnd(
        HttpMethod.PUT,
        router,
        "/api/cameras/:id/controls",
        choice.byPath(this::show),
        choice.byPath(this::change));
  }

  private void show(RoutingContext context, Camera camera) throws RefusedException {
    answer(context, camera, controls(camera)::list);
  }

  private void change(RoutingContext context, Camera camera) throws RefusedException {
    CameraControls controls = controls(camera);
    JsonBody.read(
        context,
        "{\"brightness\": 12}",
        wanted -> answer(context, camera, () -> change(controls, wanted)));
  }

  /** Looks at all that is wanted before anything is set. */
  private static List<CameraControl> change(CameraControls controls, ObjectNode wanted)
      throws IOException, RefusedException {
    for (ControlRequest change : ControlRequest.all(wanted, controls.list())) {
      controls.set(change.control().name(), change.value());
    }
    return controls.list();
  }

  private static CameraControls controls(Camera camera) throws RefusedException {
    return camera
        .controls()
        .orElseThrow(() ->
            new RefusedException(
                404,
                "no_controls",
                "The camera '%s' has no controls; webcams (v4l2:) do.".formatted(camera.id())));
  }

  private void answer(RoutingContext context, Camera camera, Callable<List<CameraControl>> call) {
    calls
        .computeIfAbsent(
            camera.id(),
            _ -> new OffLoop("controls", MOST_CALLS_PER_CAMERA, ControlRoutes::meaning))
        .run(context, () -> json(call.call()), body -> Responses.json(context, 200, body));
  }

  private static @Nullable RefusedException meaning(Exception failure) {
    return switch (failure) {
      case ControlRefusedException _ -> refused(409, "control_refused", failure);
      case IOException _ -> refused(503, "camera_not_there", failure);
      default -> null;
    };
  }

  private static RefusedException refused(int status, String code, Exception failure) {
    String told = String.valueOf(failure.getMessage());
    return new RefusedException(
        status, code, told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1));
  }

  private static ObjectNode json(List<CameraControl> controls) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("controls").addAll(controls.stream().map(ControlJson::of).toList());
    return json;
  }
}
