package io.zoetrope.web.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * What a client still sends when it has been answered. Event loop only.
 *
 * <p>To close at once would take the answer away from it; to read on for long would be read for
 * nothing.
 */
public final class UnreadBody {
  private static final int GRACE_SECONDS = 2;

  private UnreadBody() {}

  public static void ignore(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    request.handler(_ -> {}).exceptionHandler(_ -> {}).resume();
    Channel channel = ((ConnectionBase) request.connection()).channel();
    var timer =
        channel
            .eventLoop()
            .schedule(() -> AbortedResponse.cut(channel), GRACE_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(_ -> timer.cancel(false));
  }
}
