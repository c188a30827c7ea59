package io.zoetrope.web;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;

/** Notices that a client has closed its sending side. On the event loop only. */
final class ClientInput extends ChannelInboundHandlerAdapter {
  private final Runnable whenEnded;
  private boolean whole = true;
  private boolean ended;

  ClientInput(Runnable whenEnded) {
    this.whenEnded = whenEnded;
  }

  /** Whether the last request that has begun has come to its end. */
  boolean whole() {
    return whole;
  }

  /** Whether nothing more will come. */
  boolean ended() {
    return ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpObject) {
      whole = message instanceof LastHttpContent;
    }
    context.fireChannelRead(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      ended = true;
      whenEnded.run();
    }
    context.fireUserEventTriggered(event);
  }

  /** A client that breaks off needs no more than that: Vert.x fails where requests are waiting. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      ChannelFuture _ = context.close();
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
