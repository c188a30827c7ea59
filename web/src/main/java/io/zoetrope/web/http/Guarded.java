package io.zoetrope.web.http;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Threw;

/**
 * Handlers that run when their route has returned already, so that the router would not see them
 * fail.
 */
public final class Guarded {

  private Guarded() {}

  /**
   * Runs it on the event loop; whatever it throws fails the request, which is answered with 500.
   *
   * @return whether it has returned normally
   */
  public static boolean run(RoutingContext context, Runnable handler) {
    var outcome =
        ForeignCode.call(() -> {
          handler.run();
          return true;
        });
    if (outcome instanceof Threw<Boolean>(Throwable cause)) {
      context.fail(cause);
      return false;
    }
    return true;
  }
}
