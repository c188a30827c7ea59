package io.zoetrope.web.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * What a client sends, before Vert.x sees it, which gets only the good-bye. Event loop only.
 *
 * <p>While the client does not take what it is answered, nothing more is read from it: each ping
 * and each question would be one more answer that waits in memory. Frames that wait do not count,
 * as its answers to pings are needed then.
 */
final class LiveInput extends ChannelInboundHandlerAdapter {
  /** What hears it. */
  interface Listener {
    /** The frame stays the caller's. */
    void heard(WebSocketFrame frame);

    /** It is not a frame of a WebSocket's client. */
    void broken(ClosingException why);

    /** The client says good-bye. */
    void leaving();

    /** Something can be written again. */
    void writable();

    /** Whether too many answers wait for the client. */
    boolean isFull();
  }

  private final Listener listener;
  private final Channel channel;
  private boolean ignoring;

  private LiveInput(Channel channel, Listener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  static LiveInput on(Channel channel, Listener listener) {
    LiveInput input = new LiveInput(channel, listener);
    // Vert.x's own takes messages as large as a picture that is published.
    channel
        .pipeline()
        .replace(
            WebSocketFrameDecoder.class,
            "wsdecoder",
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(MessageText.MOST_BYTES)
                    .allowExtensions(false)
                    .closeOnProtocolViolation(false)
                    .build()));
    channel.pipeline().addBefore("handler", "live", input);
    return input;
  }

  /** From now on nothing is heard but the good-bye. */
  void ignore() {
    ignoring = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CloseWebSocketFrame) {
      listener.leaving();
      context.fireChannelRead(message);
    } else if (message instanceof WebSocketFrame frame) {
      try {
        if (!ignoring) {
          listener.heard(frame);
        }
      } finally {
        frame.release();
      }
      readOnlyWhatCanBeAnswered();
    } else if (ignoring) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      listener.writable();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof CorruptedWebSocketFrameException corrupted)) {
      context.fireExceptionCaught(cause);
    } else if (corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      listener.broken(MessageText.tooLarge());
    } else {
      listener.broken(
          new ClosingException(
              corrupted.closeStatus(),
              "bad_frame",
              "This WebSocket frame is not allowed: " + corrupted.getMessage()));
    }
  }

  /** To be called when an answer has left, too. */
  void readOnlyWhatCanBeAnswered() {
    boolean full = listener.isFull();
    if (channel.config().isAutoRead() == full) {
      channel.config().setAutoRead(!full);
    }
  }
}
