package io.zoetrope.web.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.zoetrope.core.media.Frame;
import io.zoetrope.web.connection.SendPace;
import java.util.function.LongSupplier;

/**
 * Sends messages over a WebSocket's channel, past its encoder, so that the data of a frame leaves
 * as it lies in memory, for however many viewers. Event loop only.
 */
final class LiveWire {
  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MOST_ANSWER_BYTES = 128 * 1024;
  private static final int MOST_HEAD_BYTES = 10;
  private static final int MOST_CONTROL_BYTES = 125; // RFC 6455, 5.5

  private final Channel channel;
  private final ChannelHandlerContext out;
  private final LongSupplier nanoTime;
  private final LinkPace pace;
  private final SendPace kernel;
  private int answerBytes;
  private Runnable whenAnswered = () -> {};

  LiveWire(Channel channel, LongSupplier nanoTime) {
    this.channel = channel;
    this.out = channel.pipeline().context(WebSocketFrameEncoder.class);
    this.nanoTime = nanoTime;
    this.pace = new LinkPace(nanoTime.getAsLong());
    this.kernel = SendPace.of(channel);
    kernel.carries(pace.bytesPerSecond());
  }

  /** Whether a frame that is sent now leaves soon. */
  boolean hasRoom() {
    return channel.isWritable() && pace.hasRoom();
  }

  /** Runs when something that was said has left. */
  void whenAnswered(Runnable action) {
    whenAnswered = action;
  }

  /** Whether much of what was said, which frames are not, has not left yet. */
  boolean isFull() {
    return answerBytes > MOST_ANSWER_BYTES;
  }

  void text(String json) {
    text(json, () -> {});
  }

  /**
   * @param whenLeft runs when it has left, or cannot
   */
  void text(String json, Runnable whenLeft) {
    ByteBuf message = head(TEXT, ByteBufUtil.utf8Bytes(json));
    ByteBufUtil.writeUtf8(message, json);
    ChannelFuture _ = say(message).addListener(_ -> whenLeft.run());
  }

  /**
   * Sends a frame with the next {@link #flush}. It stays the caller's.
   *
   * @param bytes that last as long as the frame
   */
  void frame(FrameHead head, Frame frame, ByteBuf bytes) {
    long now = nanoTime.getAsLong();
    if (pace.needsProbe(now)) {
      mark(now);
    }
    ByteBuf message = head(BINARY, FrameHead.BYTES + bytes.readableBytes());
    head.write(frame, message);
    write(message);
    frame.retain();
    pace.sent(bytes.readableBytes());
    ChannelFuture _ = out.write(bytes.retain()).addListener(_ -> frame.release());
    if (pace.needsMark(now)) {
      mark(now);
    }
  }

  /** Asks for a sign of life. */
  void ping() {
    mark(nanoTime.getAsLong());
    flush();
  }

  /** Answers a ping, whose data stays the caller's. */
  void pong(ByteBuf data) {
    int length = Math.min(MOST_CONTROL_BYTES, data.readableBytes());
    ChannelFuture _ = say(head(PONG, length).writeBytes(data, data.readerIndex(), length));
  }

  /** The client has answered a ping with this. */
  void answered(ByteBuf data) {
    if (data.readableBytes() == Long.BYTES) {
      long carriedBefore = pace.bytesPerSecond();
      pace.answered(data.getLong(data.readerIndex()), nanoTime.getAsLong());
      if (pace.bytesPerSecond() != carriedBefore) {
        kernel.carries(pace.bytesPerSecond());
      }
    }
  }

  void flush() {
    out.flush();
  }

  private void mark(long nowNanos) {
    write(head(PING, Long.BYTES).writeLong(pace.mark(nowNanos)));
  }

  private ChannelFuture say(ByteBuf message) {
    int bytes = message.readableBytes();
    answerBytes += bytes;
    pace.sent(bytes);
    return out.writeAndFlush(message)
        .addListener(_ -> {
          answerBytes -= bytes;
          whenAnswered.run();
        });
  }

  private void write(ByteBuf message) {
    pace.sent(message.readableBytes());
    ChannelFuture _ = out.write(message);
  }

  /** The beginning of a frame of RFC 6455, 5.2, with room for what may follow. */
  private ByteBuf head(int kind, int bytes) {
    ByteBuf head =
        channel.alloc().ioBuffer(MOST_HEAD_BYTES + (kind == BINARY ? FrameHead.BYTES : bytes));
    head.writeByte(FINAL | kind);
    if (bytes <= MOST_CONTROL_BYTES) {
      head.writeByte(bytes);
    } else if (bytes <= 0xFFFF) {
      head.writeByte(126).writeShort(bytes);
    } else {
      head.writeByte(127).writeLong(bytes);
    }
    return head;
  }
}
