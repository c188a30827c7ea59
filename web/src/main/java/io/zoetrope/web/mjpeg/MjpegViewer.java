package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.zoetrope.web.connection.SendPace;
import org.jspecify.annotations.Nullable;

/**
 * A connection that watches. Called on the connection's event loop only.
 *
 * <p>Here the path of a frame ends (docs/architecture.md). It is laid out so that a viewer more
 * costs the kernel's work for it and next to nothing else: nothing is formatted, joined or copied
 * for one viewer, and all that is allocated is the message, Netty's entry and promise for it, some
 * 200 bytes.
 */
final class MjpegViewer extends OpenStream {
  private final ChannelHandlerContext out;
  private final SendPace pace;
  private final boolean encrypted;
  private final ChannelFutureListener whenSent = this::sent;
  private @Nullable FileCopy last;

  /** Bytes leave through {@code out} as they are, behind any encoder. */
  MjpegViewer(ChannelHandlerContext out, PartForm form, MultipartFrames frames) {
    super(form, frames);
    this.out = out;
    this.pace = SendPace.of(out.channel());
    this.encrypted = out.pipeline().get(SslHandler.class) != null;
  }

  @Override
  boolean isOver() {
    return false; // Then the write fails.
  }

  @Override
  void send(Part part) {
    // What is encrypted differs from viewer to viewer: the kernel has no file of it to send.
    pace.writes(part.sizeBytes());
    ChannelFuture result = encrypted ? out.writeAndFlush(part.inBuffer()) : sendShared(part);
    ChannelFuture _ = result.addListener(whenSent);
  }

  private ChannelFuture sendShared(Part part) {
    // As many as had the last frame will have this one.
    Object message = part.toWrite(last == null ? 0 : last.viewers());
    last = part.frame().fileCopy();
    SendTrial trial = last.trial();
    return trial == null
        ? out.writeAndFlush(message)
        : TimedWrite.of(out, message, part.sizeBytes(), trial);
  }

  @Override
  public void end() {
    ChannelFuture _ =
        out.writeAndFlush(ByteBufUtil.writeAscii(out.alloc(), MultipartFrame.END))
            .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void disconnect() {
    ChannelFuture _ = out.close();
  }

  private void sent(ChannelFuture result) {
    pace.accepted();
    sent(result.isSuccess());
    if (!result.isSuccess()) {
      disconnect();
    }
  }
}
