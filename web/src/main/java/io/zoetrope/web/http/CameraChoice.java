package io.zoetrope.web.http;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.Cameras;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which camera a request means. Event loop only. */
public record CameraChoice(Cameras cameras) {

  /** As a {@link Responder}, for one camera. */
  @FunctionalInterface
  public interface OfCamera {
    void respond(RoutingContext to, Camera camera) throws RefusedException;
  }

  /** Serves the camera named in the path as {@code :id}. */
  public Responder<RoutingContext> byPath(OfCamera serve) {
    return context -> serve.respond(context, named(context));
  }

  /**
   * As {@link #byPath}, or its sub-stream if {@code ?stream=small} asks for that and it has one.
   */
  public Responder<RoutingContext> streamByPath(OfCamera serve) {
    return context -> serve.respond(context, stream(context, named(context)));
  }

  /** As {@link #streamByPath}, of the first camera. */
  public Responder<RoutingContext> first(OfCamera serve) {
    return context -> serve.respond(context, stream(context, at(0)));
  }

  private Camera named(RoutingContext context) throws RefusedException {
    return named(String.valueOf(context.pathParam("id")));
  }

  /** The camera of this id. */
  public Camera named(String id) throws RefusedException {
    return found(cameras.find(id), "There is no camera '" + RefusedException.shortened(id) + "'");
  }

  private Camera stream(RoutingContext context, Camera whole) throws RefusedException {
    return stream(context.queryParam("stream").stream().findFirst().orElse(""), whole);
  }

  /** The camera, or its sub-stream, as {@code ?stream=} asks. */
  public Camera stream(String asked, Camera whole) throws RefusedException {
    return switch (asked) {
      case "", "main" -> whole;
      case "small" -> cameras.small(whole).orElse(whole);
      default ->
          throw new RefusedException(
              400, "bad_stream", "stream is main or small, the camera's sub-stream if it has one.");
    };
  }

  /** The camera at this place, counted from 0. */
  public Camera at(int index) throws RefusedException {
    return found(cameras.at(index), "There is no camera number " + index);
  }

  private Camera found(Optional<Camera> camera, String otherwise) throws RefusedException {
    if (camera.isPresent()) {
      return camera.get();
    }
    String known = cameras.all().stream().map(Camera::id).collect(Collectors.joining(", "));
    throw new RefusedException(
        404,
        "no_such_camera",
        otherwise + (known.isEmpty() ? "; none is configured." : "; there are: " + known + "."));
  }
}
