package io.zoetrope.web.connection;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.ProtocolException;

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

  boolean ended() {
    return ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !isSpoken(request.protocolVersion())) {
      // Vert.x would answer it past our routes and headers.
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
      request.setDecoderResult(DecoderResult.failure(new ProtocolException()));
    }
    if (message instanceof HttpObject) {
      whole = message instanceof LastHttpContent;
    }
    context.fireChannelRead(message);
  }

  private static boolean isSpoken(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_0) || version.equals(HttpVersion.HTTP_1_1);
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
