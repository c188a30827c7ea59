package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;

/** Measures for a trial what it takes to hand a part to the kernel. Event loop only. */
final class TimedWrite {

  private TimedWrite() {}

  static ChannelFuture of(
      ChannelHandlerContext out, Object message, int sizeBytes, SendTrial trial) {
    long since = System.nanoTime();
    ChannelFuture result = out.writeAndFlush(message);
    long nanos = System.nanoTime() - since;
    if (result.isSuccess() || !result.isDone()) {
      long taken = result.isDone() ? sizeBytes : taken(message, sizeBytes);
      trial.sent(message instanceof FileRegion, taken, nanos);
    }
    return result;
  }

  /** How much the kernel has taken of what it has not taken all of. */
  private static long taken(Object message, int sizeBytes) {
    return message instanceof FileRegion region
        ? region.transferred()
        : sizeBytes - ((ByteBuf) message).readableBytes();
  }
}
