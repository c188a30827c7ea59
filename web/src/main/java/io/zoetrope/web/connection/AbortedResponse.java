package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends connections at once. Event loop only. */
public final class AbortedResponse {

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
   * Closes past Vert.x's handler, be it for requests or for a WebSocket: its own close would wait
   * until the client has taken all that it was sent.
   */
  public static void cut(Channel channel) {
    ChannelHandlerContext context = channel.pipeline().context("handler");
    ChannelFuture _ = context == null ? channel.close() : context.close();
  }
}
