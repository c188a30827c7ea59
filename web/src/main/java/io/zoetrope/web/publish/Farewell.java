package io.zoetrope.web.publish;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.zoetrope.web.connection.AbortedResponse;
import java.util.concurrent.TimeUnit;

/**
 * What a WebSocket still sends when it has been refused: thrown away, except for its own good-bye.
 * Event loop only.
 *
 * <p>To close at once would take the reason away from it; to read on for long would be read for
 * nothing.
 */
final class Farewell extends ChannelInboundHandlerAdapter {
  private static final int GRACE_SECONDS = 2;

  private Farewell() {}

  static void on(Channel channel) {
    if (channel.pipeline().get(Farewell.class) != null) {
      return;
    }
    channel.pipeline().addBefore("handler", "farewell", new Farewell());
    var timer =
        channel
            .eventLoop()
            .schedule(() -> AbortedResponse.cut(channel), GRACE_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(_ -> timer.cancel(false));
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
