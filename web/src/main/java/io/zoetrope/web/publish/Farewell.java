package io.zoetrope.web.publish;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.zoetrope.web.connection.AbortedResponse;

/**
 * What a WebSocket still sends when it has been refused: thrown away, except for its own good-bye.
 * Event loop only.
 */
final class Farewell extends ChannelInboundHandlerAdapter {
  private Farewell() {}

  static void on(Channel channel) {
    if (channel.pipeline().get(Farewell.class) != null) {
      return;
    }
    channel.pipeline().addBefore("handler", "farewell", new Farewell());
    AbortedResponse.cutSoon(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CloseWebSocketFrame) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }
}
