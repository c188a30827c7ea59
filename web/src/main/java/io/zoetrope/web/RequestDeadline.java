package io.zoetrope.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections that are opened but do not ask for anything, or ask a byte a minute. One per
 * event loop, and called there only.
 */
final class RequestDeadline {
  private final Vertx vertx;
  private final Patience patience;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  RequestDeadline(Vertx vertx, Patience patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void connected(HttpConnection connection) {
    connection.closeHandler(_ -> cancel(connection));
    arm(connection, patience.firstRequest());
  }

  /** A whole request head has come: from here to the end of the answer there is no limit. */
  void requested(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    cancel(connection);
    request.response().endHandler(_ -> arm(connection, patience.nextRequest()));
  }

  private void arm(HttpConnection connection, Duration limit) {
    cancel(connection);
    timers.put(connection, vertx.setTimer(limit.toMillis(), _ -> connection.close()));
  }

  private void cancel(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
