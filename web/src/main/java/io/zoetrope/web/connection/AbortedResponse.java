package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;

/** Ends connections at once. Event loop only. */
public final class AbortedResponse {

  private AbortedResponse() {}

  /**
   * Closes past Vert.x's handler, be it for requests or for a WebSocket: its own close would wait
   * until the client has taken all that it was sent.
   */
  public static void cut(Channel channel) {
    ChannelHandlerContext context = channel.pipeline().context("handler");
    ChannelFuture _ = context == null ? channel.close() : context.close();
  }
}
