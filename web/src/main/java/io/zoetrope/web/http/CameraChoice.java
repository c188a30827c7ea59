package io.zoetrope.web.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.Cameras;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Which camera a request means. Event loop only. */
public record CameraChoice(Cameras cameras) {

  /** Serves the camera named in the path as {@code :id}. */
  public Handler<RoutingContext> byPath(BiConsumer<RoutingContext, Camera> serve) {
    return context -> {
      String id = String.valueOf(context.pathParam("id"));
      serve(context, cameras.find(id), "There is no camera '" + id + "'", serve);
    };
  }

  /** Serves the first camera. */
  public Handler<RoutingContext> first(BiConsumer<RoutingContext, Camera> serve) {
    return context -> at(context, 0, serve);
  }

  /** Serves the camera at this place, counted from 0. */
  public void at(RoutingContext context, int index, BiConsumer<RoutingContext, Camera> serve) {
    serve(context, cameras.at(index), "There is no camera number " + index, serve);
  }

  private void serve(
      RoutingContext context,
      Optional<Camera> camera,
      String otherwise,
      BiConsumer<RoutingContext, Camera> serve) {
    if (camera.isPresent()) {
      serve.accept(context, camera.get());
    } else {
      String known = cameras.all().stream().map(Camera::id).collect(Collectors.joining(", "));
      Responses.error(
          context,
          404,
          "no_such_camera",
          otherwise + (known.isEmpty() ? "; none is configured." : "; there are: " + known + "."));
    }
  }
}
