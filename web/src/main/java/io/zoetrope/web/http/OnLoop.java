package io.zoetrope.web.http;

import io.vertx.core.Context;
import java.util.concurrent.RejectedExecutionException;

/** The way back to an event loop from a thread that may wait. Any thread may call it. */
public final class OnLoop {

  private OnLoop() {}

  /**
   * Runs it on the loop of a connection, soon. Once the server has stopped there is neither loop
   * nor connection, and it is not run.
   */
  public static void run(Context loop, Runnable action) {
    try {
      loop.runOnContext(_ -> action.run());
    } catch (RejectedExecutionException e) {
      // The loop has ended.
    }
  }
}
