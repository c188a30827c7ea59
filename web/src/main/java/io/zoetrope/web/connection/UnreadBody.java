package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * What a client still sends when it has been answered. Event loop only.
 *
 * <p>Where other requests share the connection, only the stream of this one is reset, and that
 * takes nothing away once the whole answer has left (RFC 9113, section 8.1).
 */
public final class UnreadBody {
  private UnreadBody() {}

  /**
   * Reads it for nothing, but not for long.
   *
   * @param answered when the whole answer has left; fails if that is not known
   */
  public static void ignore(HttpServerRequest request, Future<Void> answered) {
    if (request.isEnded()) {
      return;
    }
    request.handler(_ -> {}).exceptionHandler(_ -> {}).resume();
    Channel channel = RequestChannel.of(request);
    if (!RequestChannel.isShared(request)) {
      AbortedResponse.cutSoon(channel);
      return;
    }
    Runnable end = () -> reset(request);
    var timer = channel.eventLoop().schedule(end, AbortedResponse.GRACE_SECONDS, TimeUnit.SECONDS);
    request.endHandler(_ -> timer.cancel(false));
    answered.onSuccess(_ -> end.run());
  }

  private static void reset(HttpServerRequest request) {
    if (!request.isEnded()) {
      var _ = request.response().reset(Http2Error.NO_ERROR.code());
    }
  }
}
