package io.zoetrope.web.publish;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RequestOrigin;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where others publish a camera's pictures. Event loop only. */
public final class PublishRoutes {
  /** The largest picture that is taken over a WebSocket, where it comes as a whole. */
  public static final int MOST_MESSAGE_BYTES = 8 << 20;

  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT);

  private final CameraChoice cameras;
  private final PublishPoints points;
  private final Duration patience;
  private final Map<String, PublishDoor> doors = new HashMap<>();

  public PublishRoutes(CameraChoice cameras, PublishPoints points, Duration patience) {
    this.cameras = cameras;
    this.points = points;
    this.patience = patience;
  }

  public void addTo(Router router) {
    Endpoint.add(
        router,
        "/cameras/:id/publish",
        METHODS,
        "Pictures are published here with POST, PUT or a WebSocket; watch them at stream.mjpg.",
        cameras.byPath(this::publish));
  }

  private void publish(RoutingContext context, Camera camera) throws RefusedException {
    RequestOrigin.check(context.request());
    HttpMethod method = context.request().method();
    PublishPoint point = points.find(camera.id()).orElse(null);
    if (point == null) {
      throw new RefusedException(
          404,
          "not_published",
          "Nobody can publish to the camera '%s': its source is not push:.".formatted(camera.id()));
    }
    if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) {
      BodyPublisher.begin(context, door(camera, point), patience);
    } else if (asksForWebSocket(context.request())) {
      SocketPublisher.accept(context, door(camera, point), patience);
    } else {
      check(context, door(camera, point));
    }
  }

  /** For browsers, which keep to themselves why a WebSocket was refused. */
  private static void check(RoutingContext context, PublishDoor door) {
    door.check(
        context,
        outcome -> {
          switch (outcome) {
            case Returned<Boolean> _ ->
                Responses.json(
                    context, 200, JsonNodeFactory.instance.objectNode().put("free", true));
            case Threw<Boolean>(Throwable cause) ->
                Responses.refuse(context.request(), Refusal.of(cause));
          }
        });
  }

  private PublishDoor door(Camera camera, PublishPoint point) {
    return doors.computeIfAbsent(camera.id(), _ -> new PublishDoor(point));
  }

  /** One with a body would have to be read first, however long that takes. */
  private static boolean asksForWebSocket(HttpServerRequest request) {
    return !RequestChannel.isShared(request)
        && request.method().equals(HttpMethod.GET)
        && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
        && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }
}
