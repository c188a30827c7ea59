package io.zoetrope.web.cameras;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.Responses;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cameras as JSON. Event loop only.
 *
 * @param started when the server was, so that pages notice a restart
 * @param tasks whether it takes background work
 * @param events whether it saves events
 */
public record CameraRoutes(CameraSystem system, Instant started, boolean tasks, boolean events) {

  public void addTo(Router router) {
    Endpoint.get(router, "/api/cameras", this::list);
    Endpoint.get(router, "/api/cameras/:id", new CameraChoice(system.cameras()).byPath(this::show));
  }

  private void list(RoutingContext context) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    CameraJson json = new CameraJson(system);
    body.putArray("cameras").addAll(system.cameras().all().stream().map(json::of).toList());
    body.putObject("server")
        .put("started", started.toString())
        .put("tasks", tasks)
        .put("events", events);
    Responses.json(context, 200, body);
  }

  private void show(RoutingContext context, Camera camera) {
    Responses.json(context, 200, new CameraJson(system).of(camera));
  }
}
