package io.zoetrope.web.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.zoetrope.web.http.Answers;
import io.zoetrope.web.http.Endpoint;

/** Whether the server answers at all. Event loop only. */
public final class HealthRoutes {

  public void addTo(Router router) {
    Endpoint.get(
        router,
        "/healthz",
        context -> Answers.json(context, 200, new JsonObject().put("status", "ok")));
  }
}
