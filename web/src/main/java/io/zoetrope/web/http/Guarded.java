package io.zoetrope.web.http;

import io.vertx.ext.web.RoutingContext;

/**
 * Handlers that run when their route has returned already, so that the router would not see them
 * fail.
 */
final class Guarded {

  private Guarded() {}

  /**
   * Runs it on the event loop; whatever it throws fails the request, which is answered with 500.
   */
  static void run(RoutingContext context, Runnable handler) {
    try {
      handler.run();
    } catch (Throwable e) {
      context.fail(e);
    }
  }
}
