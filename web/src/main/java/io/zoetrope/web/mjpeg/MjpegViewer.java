package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.zoetrope.core.stream.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A connection that watches. Called on the connection's event loop only.
 *
 * <h2>The path of a frame</h2>
 *
 * It ends here, and is laid out so that a viewer more costs the kernel's work for it and next to
 * nothing else.
 *
 * <ol>
 *   <li><b>Written once.</b> The camera's thread reads a picture into a pooled direct buffer. When
 *       the first viewer is shown it, {@link MultipartFrame} puts around it all that any viewer
 *       needs to see around it, so nothing is ever formatted, joined or copied for one viewer.
 *   <li><b>One hop a loop.</b> {@link io.zoetrope.core.stream.MediaStream} hands the frame to each
 *       event loop as one task, whatever the number of viewers there. A loop that is late finds the
 *       newest frame only.
 *   <li><b>Newest wins.</b> On its loop each {@link Subscription} is offered the frame: a viewer
 *       that is ready is shown it, for one that is not it replaces the frame that waited.
 *   <li><b>Sent from memory that all share.</b> Few viewers of a frame get it by {@code send} from
 *       the buffer. For more it is written to a file in memory, once, and {@code sendfile} puts
 *       that file's pages on their sockets: the kernel no longer copies the picture for each, which
 *       is most of what a viewer costs. How many that takes is {@linkplain FilePayoff measured};
 *       there are machines on which it never pays.
 *   <li><b>Past the response.</b> The bytes go straight to the channel, behind HTTP's encoder: no
 *       response object, no chunks. What is allocated for a viewer's frame is the message, Netty's
 *       entry and promise for it, some 200 bytes.
 *   <li><b>Ready when the kernel has it all.</b> Until the last byte has been taken this viewer
 *       keeps its reference to the frame; then it asks for the next. {@link
 *       io.zoetrope.web.connection.SendBuffers} keeps the kernel from taking more than the
 *       connection can soon send, so a slow connection is sent fewer pictures, never old ones.
 * </ol>
 */
final class MjpegViewer extends OpenStream {
  private final ChannelHandlerContext out;
  private final boolean encrypted;
  private final ChannelFutureListener whenSent = this::sent;
  private @Nullable FileCopy last;

  /**
   * Makes the viewer of one connection.
   *
   * @param out where bytes leave as they are, behind any encoder
   */
  MjpegViewer(ChannelHandlerContext out, PartForm form, MultipartFrames frames) {
    super(form, frames);
    this.out = out;
    this.encrypted = out.pipeline().get(SslHandler.class) != null;
  }

  @Override
  boolean isOver() {
    return false; // Then the write fails.
  }

  @Override
  void send(Part part) {
    // What is encrypted differs from viewer to viewer: the kernel has no file of it to send.
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
  void end() {
    ChannelFuture _ =
        out.writeAndFlush(ByteBufUtil.writeAscii(out.alloc(), MultipartFrame.END))
            .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  void disconnect() {
    ChannelFuture _ = out.close();
  }

  private void sent(ChannelFuture result) {
    sent(result.isSuccess());
    if (!result.isSuccess()) {
      disconnect();
    }
  }
}
