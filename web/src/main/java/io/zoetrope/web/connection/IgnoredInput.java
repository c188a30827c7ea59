package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;

/**
 * Throws away what a client sends on a connection that only streams from now on. Event loop only.
 *
 * <p>Requests that follow a stream will never be answered. Taken for requests they would be queued,
 * and then reading stops: where the transport reports it only to readers, the client's leaving goes
 * unnoticed.
 */
public final class IgnoredInput extends ChannelInboundHandlerAdapter {

  public static void on(Channel channel) {
    SendingSide.closesWithAll(channel);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addBefore("handler", "ignoredInput", new IgnoredInput());
    pipeline.remove("httpDecoder");
    // Reading may have been stopped for requests that came before, and none resumes it any more.
    channel.eventLoop().execute(() -> channel.config().setAutoRead(true));
  }

  /** Whether this connection only streams from now on. */
  public static boolean isOn(Channel channel) {
    return channel.pipeline().get(IgnoredInput.class) != null;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }
}
