package io.zoetrope.web.connection;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Answers in place of a route that has not, and ends the connection. The route sees a client that
 * has left, and gives back what it holds. Event loop only.
 */
public final class LastAnswer {

  private LastAnswer() {}

  /** Says what went wrong, in JSON as all other errors. Nothing may have been sent yet. */
  public static void send(Channel channel, int status, String code, String message) {
    ChannelHandlerContext out = channel.pipeline().context("httpEncoder");
    if (out == null) {
      AbortedResponse.cut(channel);
      return;
    }
    String body = ErrorJson.of(code, message);
    String answer =
        "HTTP/1.1 %s\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\nx-content-type-options: nosniff\r\ncross-origin-resource-policy: same-origin\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(
                HttpResponseStatus.valueOf(status),
                body.getBytes(StandardCharsets.UTF_8).length,
                body);
    ChannelFuture _ =
        out.writeAndFlush(ByteBufUtil.writeUtf8(out.alloc(), answer))
            .addListener(ChannelFutureListener.CLOSE);
  }
}
