package io.zoetrope.web.publish;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.zoetrope.web.http.RefusedException;
import java.util.function.Consumer;

/**
 * Notices frames that a WebSocket must not send: Vert.x would close the connection without saying
 * why. Event loop only.
 */
final class BadFrames extends ChannelInboundHandlerAdapter {
  private final Consumer<RefusedException> refuse;

  private BadFrames(Consumer<RefusedException> refuse) {
    this.refuse = refuse;
  }

  static void on(Channel channel, Consumer<RefusedException> refuse) {
    channel.pipeline().addBefore("handler", "bad-frames", new BadFrames(refuse));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException bad) {
      refuse.accept(
          bad.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
              ? Refusal.tooLarge()
              : new RefusedException(
                  400, "bad_frame", "This WebSocket frame is not allowed: " + bad.getMessage()));
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
