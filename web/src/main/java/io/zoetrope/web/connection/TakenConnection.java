package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection taken away from HTTP: whatever Vert.x still wants to write, such as the answer of a
 * time-out that a program has put before our routes, is thrown away. Event loop only.
 */
public final class TakenConnection extends ChannelOutboundHandlerAdapter {

  private TakenConnection() {}

  /** Returns where bytes leave as they are, behind any encoder and any compression. */
  public static ChannelHandlerContext take(Channel channel) {
    IgnoredInput.on(channel);
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get("idle") != null) {
      // Our bytes do not come by there; who looks after stalled viewers are OpenStreams.
      pipeline.remove("idle");
    }
    pipeline.addBefore("handler", "silenced", new TakenConnection());
    return pipeline.context("httpEncoder");
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ReferenceCountUtil.release(message);
    promise.trySuccess();
  }
}
