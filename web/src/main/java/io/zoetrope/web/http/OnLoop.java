package io.zoetrope.web.http;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.util.concurrent.RejectedExecutionException;

/** What runs on an event loop when the route has returned already. */
public final class OnLoop {

  private OnLoop() {}

  /**
   * Runs it on the loop of a connection, soon. Once the server has stopped there is neither loop
   * nor connection, and it is not run. Any thread.
   */
  public static void run(Context loop, Runnable action) {
    try {
      loop.runOnContext(_ -> action.run());
    } catch (RejectedExecutionException e) {
      // The loop has ended.
    }
  }

  /** What answers a request, or throws how it is answered instead. */
  @FunctionalInterface
  public interface Step {
    void run() throws RefusedException;
  }

  /**
   * Runs it here, on the event loop. The router would not see it fail: whatever it throws is
   * answered, with 500 if it is not a refusal.
   *
   * @return whether it has returned normally
   */
  public static boolean guarded(RoutingContext context, Step step) {
    var outcome =
        ForeignCode.call(() -> {
          step.run();
          return true;
        });
    switch (outcome) {
      case Returned<Boolean> _ -> {}
      case Threw<Boolean>(RefusedException refused) -> Responses.error(context.response(), refused);
      case Threw<Boolean>(Throwable cause) -> context.fail(cause);
    }
    return outcome instanceof Returned;
  }
}
