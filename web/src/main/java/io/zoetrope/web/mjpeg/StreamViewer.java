package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.zoetrope.core.broadcast.Subscription;
import io.zoetrope.core.broadcast.Viewer;
import io.zoetrope.core.frame.Frame;

/**
 * A connection that watches. Called on the connection's event loop only.
 *
 * <p>Parts go to the connection's channel as slices of the frame's own buffer: they share its bytes
 * and its reference count, and the channel releases them when the kernel has taken the last byte.
 * Only then is the viewer ready for the next frame, so a slow connection is sent fewer pictures,
 * never old ones.
 */
final class StreamViewer implements Viewer {
  private final ChannelHandlerContext out;
  private final PartForm form;
  private long sendingSinceNanos;
  private boolean sending;

  /**
   * Makes the viewer of one connection.
   *
   * @param out where bytes leave as they are, behind any encoder
   */
  StreamViewer(ChannelHandlerContext out, PartForm form) {
    this.out = out;
    this.form = form;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    sending = true;
    sendingSinceNanos = System.nanoTime();
    ByteBuf part = form.partOf(frame);
    ChannelFuture _ =
        out.writeAndFlush(part).addListener((ChannelFuture sent) -> sent(sent, subscription));
  }

  /** Only a browser shows a part when the next one comes. */
  @Override
  public boolean wantsRepeats() {
    return form == PartForm.HEADER_AHEAD;
  }

  /** How long the frame now on its way has been so; 0 when there is none. */
  long stalledNanos(long nowNanos) {
    return sending ? nowNanos - sendingSinceNanos : 0;
  }

  void disconnect() {
    ChannelFuture _ = out.close();
  }

  private void sent(ChannelFuture result, Subscription through) {
    sending = false;
    if (result.isSuccess()) {
      through.ready();
    } else {
      through.close();
      ChannelFuture _ = out.close();
    }
  }
}
