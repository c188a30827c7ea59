package io.zoetrope.web.cameras;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.Responses;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cameras as JSON. Event loop only. */
public final class CameraRoutes {
  private final Cameras cameras;
  private final CameraChoice choice;
  private final CameraJson json;
  private final Instant started;
  private final boolean tasks;
  private final boolean events;

  /**
   * Makes the routes.
   *
   * @param started when the server was, so that pages notice a restart
   * @param tasks whether it takes background work
   * @param events whether it keeps what happened
   */
  public CameraRoutes(CameraSystem system, Instant started, boolean tasks, boolean events) {
    this.cameras = system.cameras();
    this.choice = new CameraChoice(cameras);
    this.json = new CameraJson(system);
    this.started = started;
    this.tasks = tasks;
    this.events = events;
  }

  public void addTo(Router router) {
    Endpoint.get(router, "/api/cameras", this::list);
    Endpoint.get(router, "/api/cameras/:id", choice.byPath(this::show));
  }

  private void list(RoutingContext context) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("cameras").addAll(cameras.all().stream().map(json::of).toList());
    body.putObject("server")
        .put("started", started.toString())
        .put("tasks", tasks)
        .put("events", events);
    Responses.json(context, 200, body);
  }

  private void show(RoutingContext context, Camera camera) {
    Responses.json(context, 200, json.of(camera));
  }
}
