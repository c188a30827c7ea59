package io.zoetrope.web.mp4;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.mp4.Fragments;
import io.zoetrope.web.connection.OpenOutput;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client is sent: frame by frame, the next when the one before has left. Event loop only.
 *
 * <p>While a camera fails nothing is sent: its placeholder is a JPEG.
 */
final class Mp4Stream implements OpenOutput {
  private final Mp4Wire wire;
  private final Fragments fragments;
  private final Mp4Tracks tracks;
  private final Consumer<Boolean> whenSent = this::sent;
  private @Nullable Frame sending;
  private @Nullable Subscription through;
  private long sendingSinceNanos;

  Mp4Stream(Mp4Wire wire, Fragments fragments, Mp4Tracks tracks) {
    this.wire = wire;
    this.fragments = fragments;
    this.tracks = tracks;
  }

  /** Sends what a player needs before the first frame. */
  void begin() {
    wire.send(Unpooled.wrappedBuffer(tracks.initSegment()), _ -> {});
  }

  /** As a viewer's. */
  void show(Frame frame, Subscription subscription) {
    if (wire.isOver()) {
      subscription.close();
    } else if (frame.placeholder()) {
      subscription.ready();
    } else {
      switch (tracks.fit(frame.track())) {
        case KNOWN -> send(frame, subscription);
        case CHANGED -> {
          tracks.change(frame.track());
          begin();
          send(frame, subscription);
        }
        case LEFT_OUT -> subscription.ready();
        case FOREIGN -> {
          subscription.close();
          end();
        }
      }
    }
  }

  private void send(Frame frame, Subscription subscription) {
    ByteBuf fragment = frame.attachment(fragments); // Throws if there is no memory for it.
    sending = frame.retain();
    through = subscription;
    sendingSinceNanos = System.nanoTime();
    wire.send(fragment, whenSent);
  }

  private void sent(boolean whole) {
    requireNonNull(sending).release();
    sending = null;
    if (whole) {
      requireNonNull(through).ready();
    } else {
      requireNonNull(through).close();
      disconnect();
    }
  }

  @Override
  public long stalledNanos(long nowNanos) {
    return sending != null ? nowNanos - sendingSinceNanos : 0;
  }

  @Override
  public void end() {
    wire.end();
  }

  @Override
  public void disconnect() {
    wire.disconnect();
  }
}
