package io.zoetrope.web.connection;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * A connection that carries any number of requests at once, as from HTTP/2 on: nothing may be done
 * to it for the sake of one, and no header of an answer may speak of it. Only a program's own
 * server has such connections.
 */
public final class SharedChannel {

  private SharedChannel() {}

  /** Whether others may share this request's connection. */
  public static boolean carries(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_1_0 && request.version() != HttpVersion.HTTP_1_1;
  }
}
