package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * What a client still sends when it has been answered. Event loop only.
 *
 * <p>To close at once would take the answer away from it; to read on for long would be read for
 * nothing. Where other requests share the connection, only the stream of this one is reset, and
 * that takes nothing away once the whole answer has left (RFC 9113, section 8.1).
 */
public final class UnreadBody {
  private static final int GRACE_SECONDS = 2;

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
    boolean shared = RequestChannel.isShared(request);
    Runnable end = shared ? () -> reset(request) : () -> AbortedResponse.cut(channel);
    var timer = channel.eventLoop().schedule(end, GRACE_SECONDS, TimeUnit.SECONDS);
    if (shared) {
      request.endHandler(_ -> timer.cancel(false));
      answered.onSuccess(_ -> reset(request));
    } else {
      channel.closeFuture().addListener(_ -> timer.cancel(false));
    }
  }

  private static void reset(HttpServerRequest request) {
    if (!request.isEnded()) {
      var _ = request.response().reset(Http2Error.NO_ERROR.code());
    }
  }
}
