package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.zoetrope.core.broadcast.Subscription;
import io.zoetrope.core.broadcast.Viewer;
import io.zoetrope.core.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A connection that watches. Called on the connection's event loop only.
 *
 * <p>A part goes to the connection's channel as it lies in the frame's file or buffer, which all
 * viewers share. The viewer keeps its reference to the frame until the kernel has taken the last
 * byte. Only then is it ready for the next frame, so a slow connection is sent fewer pictures,
 * never old ones.
 */
final class StreamViewer implements Viewer {
  private final ChannelHandlerContext out;
  private final PartForm form;
  private final ChannelFutureListener whenSent = this::sent;
  private @Nullable Frame sending;
  private @Nullable Subscription through;
  private long sendingSinceNanos;

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
    sending = frame.retain();
    through = subscription;
    sendingSinceNanos = System.nanoTime();
    ChannelFuture _ = out.writeAndFlush(form.partOf(frame).toWrite()).addListener(whenSent);
  }

  /** Only a browser shows a part when the next one comes. */
  @Override
  public boolean wantsRepeats() {
    return form == PartForm.HEADER_AHEAD;
  }

  /** How long the frame now on its way has been so; 0 when there is none. */
  long stalledNanos(long nowNanos) {
    return sending != null ? nowNanos - sendingSinceNanos : 0;
  }

  void disconnect() {
    ChannelFuture _ = out.close();
  }

  private void sent(ChannelFuture result) {
    requireNonNull(sending).release();
    sending = null;
    if (result.isSuccess()) {
      requireNonNull(through).ready();
    } else {
      requireNonNull(through).close();
      ChannelFuture _ = out.close();
    }
  }
}
