package io.zoetrope.web.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendPace;
import io.zoetrope.web.connection.TakenConnection;
import io.zoetrope.web.http.StreamHead;
import java.util.function.Consumer;

/** How a viewer's bytes leave, from the answer's head on. Event loop only. */
sealed interface Mp4Wire {
  String CONTENT_TYPE = "video/mp4";

  /** Sends the head. */
  static Mp4Wire of(RoutingContext context, String contentType) {
    StreamHead head = new StreamHead(contentType);
    Channel channel = RequestChannel.of(context.request());
    if (RequestChannel.isShared(context.request())) {
      head.putOn(context.response());
      return new Shared(context);
    }
    ChannelHandlerContext out = TakenConnection.take(channel);
    ChannelFuture _ = out.write(head.written(context, "", out.alloc()));
    return new Taken(out, SendPace.of(channel));
  }

  /**
   * Sends bytes, which stay the caller's and as they are until then.
   *
   * @param sent run with whether they have left or cannot
   */
  void send(ByteBuf bytes, Consumer<Boolean> sent);

  /** Whether nothing more can be sent. */
  boolean isOver();

  /** Runs the action when nothing more can be sent. */
  void whenOver(Runnable action);

  /** Ends it after what is on its way. */
  void end();

  void disconnect();

  /** A connection of its own: its bytes go past HTTP, straight to the channel. */
  record Taken(ChannelHandlerContext out, SendPace pace) implements Mp4Wire {

    @Override
    public void send(ByteBuf bytes, Consumer<Boolean> sent) {
      pace.writes(bytes.readableBytes());
      ChannelFuture _ =
          out.writeAndFlush(bytes.retainedSlice())
              .addListener(result -> {
                pace.accepted();
                sent.accept(result.isSuccess());
              });
    }

    @Override
    public boolean isOver() {
      return false; // Then the write fails.
    }

    @Override
    public void whenOver(Runnable action) {
      out.channel().closeFuture().addListener(_ -> action.run());
    }

    @Override
    public void end() {
      ChannelFuture _ =
          out.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void disconnect() {
      ChannelFuture _ = out.close();
    }
  }

  /**
   * One of many responses on an HTTP/2 connection, as where a program's own server lets us in. What
   * is written counts as taken when HTTP/2's flow control and the kernel have let all of it
   * through.
   */
  record Shared(RoutingContext context) implements Mp4Wire {

    @Override
    public void send(ByteBuf bytes, Consumer<Boolean> sent) {
      // The buffer wraps the frame's bytes without a reference of its own.
      context
          .response()
          .write(BufferInternal.buffer(bytes.slice()))
          .onComplete(result -> sent.accept(result.succeeded()));
    }

    @Override
    public boolean isOver() {
      return ResponseEnd.isOver(context.response());
    }

    @Override
    public void whenOver(Runnable action) {
      ResponseEnd.then(context, action);
    }

    @Override
    public void end() {
      HttpServerResponse response = context.response();
      if (!ResponseEnd.isOver(response)) {
        var _ = response.end();
      }
    }

    @Override
    public void disconnect() {
      var _ = context.response().reset(Http2Error.CANCEL.code());
    }
  }
}
