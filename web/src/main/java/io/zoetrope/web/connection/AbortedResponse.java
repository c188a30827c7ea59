package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** Ends connections at once. Event loop only. */
public final class AbortedResponse {
  static final int GRACE_SECONDS = 2;

  private AbortedResponse() {}

  /** Ends the answer to one request, so that its client sees that it is not whole. */
  public static void cut(HttpServerRequest request) {
    if (RequestChannel.isShared(request)) {
      var _ = request.response().reset(Http2Error.INTERNAL_ERROR.code());
      return;
    }
    Channel channel = RequestChannel.of(request);
    if (request.version() == HttpVersion.HTTP_1_0) {
      // There the usual end of a connection is the end of an answer.
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    cut(channel);
  }

  /**
   * Ends the connection in a moment: to do so at once would take the last answer away from the
   * client, and what it sends for longer would be read for nothing.
   */
  public static void cutSoon(Channel channel) {
    var timer = channel.eventLoop().schedule(() -> cut(channel), GRACE_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(_ -> timer.cancel(false));
  }

  /**
   * Closes past Vert.x's handler, be it for requests or for a WebSocket: its own close would wait
   * until the client has taken all that it was sent.
   */
  public static void cut(Channel channel) {
    ChannelHandlerContext context = channel.pipeline().context("handler");
    ChannelFuture _ = context == null ? channel.close() : context.close();
  }
}
