package io.zoetrope.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.zoetrope.web.http.Cut;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections of one event loop, and called there only. Ends those that are opened but do not
 * ask for anything, ask a byte a minute, or never take their answer.
 */
final class Connections {
  private final Vertx vertx;
  private final Patience patience;
  private final Set<HttpConnection> open = new HashSet<>();
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  Connections(Vertx vertx, Patience patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void connected(HttpConnection connection) {
    open.add(connection);
    // Not the connection's own close handler: one that becomes a WebSocket forgets that.
    ((ConnectionBase) connection)
        .channel()
        .closeFuture()
        .addListener(_ -> {
          open.remove(connection);
          cancel(connection);
        });
    arm(connection, patience.firstRequest());
  }

  /** A whole request head has come: from here to the answer there is no limit. */
  void requested(HttpServerRequest request) {
    cancel(request.connection());
    request.response().endHandler(_ -> answered(request));
  }

  void cutAll() {
    List.copyOf(open).forEach(Connections::cut);
  }

  private void answered(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    arm(connection, patience.nextRequest());
    if (request.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
      if (request.isEnded()) {
        connection.close();
      } else {
        // To close on a client that still sends takes the answer away from it.
        request.endHandler(_ -> connection.close());
      }
    }
  }

  private void arm(HttpConnection connection, Duration limit) {
    cancel(connection);
    timers.put(connection, vertx.setTimer(limit.toMillis(), _ -> cut(connection)));
  }

  private void cancel(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private static void cut(HttpConnection connection) {
    Cut.off(((ConnectionBase) connection).channel());
  }
}
