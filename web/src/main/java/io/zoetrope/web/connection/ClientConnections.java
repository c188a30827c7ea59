package io.zoetrope.web.connection;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop, and called there only. What is known of one is in its {@link
 * OpenConnection}, and forgotten when it closes.
 */
public final class ClientConnections {
  private final Vertx vertx;
  private final Timeouts timeouts;
  private final Map<HttpConnection, OpenConnection> open = new HashMap<>();

  public ClientConnections(Vertx vertx, Timeouts timeouts) {
    this.vertx = vertx;
    this.timeouts = timeouts;
  }

  public void connected(HttpConnection connection) {
    OpenConnection opened = new OpenConnection(vertx, connection, timeouts);
    open.put(connection, opened);
    opened.begin(() -> open.remove(connection));
  }

  /** A whole request head has come. */
  public void requested(HttpServerRequest request) {
    OpenConnection connection = open.get(request.connection());
    if (connection != null) {
      connection.requested(request);
    }
  }

  public void cutAll() {
    List.copyOf(open.values()).forEach(OpenConnection::cut);
  }
}
