package io.zoetrope.web.connection;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Ends one stream of a connection that others share, when its client takes nothing of what waits
 * for it. Event loop only.
 */
final class StreamStall {
  private static final int LOOKS = 10;

  private final HttpServerResponse response;
  private final BooleanSupplier waits;
  private long written = -1;
  private int looksInVain;

  private StreamStall(HttpServerResponse response, BooleanSupplier waits) {
    this.response = response;
    this.waits = waits;
  }

  static Runnable on(RoutingContext context, Duration patience, BooleanSupplier waits) {
    StreamStall guard = new StreamStall(context.response(), waits);
    Vertx vertx = context.vertx();
    long timer = vertx.setPeriodic(Math.max(1, patience.toMillis() / LOOKS), _ -> guard.look());
    Runnable done = () -> vertx.cancelTimer(timer);
    ResponseEnd.then(context, done);
    return done;
  }

  private void look() {
    long now = response.bytesWritten();
    if (!waits.getAsBoolean() || now != written) {
      written = now;
      looksInVain = 0;
    } else if (++looksInVain >= LOOKS && !response.closed()) {
      var _ = response.reset(Http2Error.CANCEL.code());
    }
  }
}
