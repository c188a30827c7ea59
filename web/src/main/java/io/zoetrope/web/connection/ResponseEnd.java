package io.zoetrope.web.connection;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * The end of a response, whoever has brought it about: in a program's router a time-out or any
 * other handler may have answered in our place. Event loop only.
 */
public final class ResponseEnd {

  private ResponseEnd() {}

  /**
   * Runs the action when the response has been ended or reset by anybody or its connection closes;
   * at once, if that is so already. It runs once.
   */
  public static void then(RoutingContext context, Runnable action) {
    if (isOver(context.response())) {
      action.run();
    } else {
      // Not the response's own handlers: each of them can be set only once, and others may have.
      int _ = context.addEndHandler(_ -> action.run());
    }
  }

  /** Whether nothing more can be answered. */
  public static boolean isOver(HttpServerResponse response) {
    return response.ended() || response.closed();
  }
}
