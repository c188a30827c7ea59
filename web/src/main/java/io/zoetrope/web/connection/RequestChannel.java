package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** The connection that a request came on. Event loop only. */
public final class RequestChannel {

  private RequestChannel() {}

  public static Channel of(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channel();
  }

  /**
   * Whether it may carry any number of requests at once, as from HTTP/2 on: nothing may be done to
   * it for the sake of one, and no header of an answer may speak of it. Only a program's own server
   * has such connections.
   */
  public static boolean isShared(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_1_0 && request.version() != HttpVersion.HTTP_1_1;
  }
}
