package io.zoetrope.web.mp4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.mp4.Fragments;
import io.zoetrope.web.connection.OpenOutput;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client is sent: frame by frame, the next when the one before has left. Event loop only.
 *
 * <p>A placeholder is sent if it was encoded for this player.
 */
final class Mp4Stream implements OpenOutput {
  /**
   * A box that players skip: Chromium takes what a video element loads in blocks of 32 KB, and
   * shows nothing of one that is not full.
   */
  private static final byte[] PADDING =
      ByteBuffer.allocate(32 << 10).putInt(32 << 10).put("free".getBytes(US_ASCII)).array();

  private final Mp4Wire wire;
  private final Fragments fragments;
  private final Mp4Tracks tracks;
  private final CatchUp catchUp;
  private final Consumer<Boolean> whenSent = this::sent;
  private @Nullable Frame sending;
  private @Nullable ByteBuf ownBytes;
  private @Nullable Subscription through;
  private boolean behind;
  private long sendingSinceNanos;

  Mp4Stream(Mp4Wire wire, Fragments fragments, Mp4Tracks tracks, CatchUp catchUp) {
    this.wire = wire;
    this.fragments = fragments;
    this.tracks = tracks;
    this.catchUp = catchUp;
  }

  /** Sends what a player needs before the first frame. */
  void begin() {
    wire.send(Unpooled.wrappedBuffer(tracks.initSegment()), _ -> {});
  }

  /** Whether the player decodes H.264. */
  boolean isH264() {
    return tracks.isH264();
  }

  /** As a viewer's. */
  void show(Frame frame, Subscription subscription) {
    if (wire.isOver()) {
      subscription.close();
    } else if ((frame.placeholder() && frame.format() instanceof Jpeg)
        || catchUp.leavesOut(frame)) {
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
    ByteBuf fragment = fragment(frame); // Throws if there is no memory for it.
    sending = frame.retain();
    through = subscription;
    sendingSinceNanos = System.nanoTime();
    wire.send(fragment, whenSent);
  }

  private ByteBuf fragment(Frame frame) {
    if (catchUp.isLive(frame)) {
      if (behind) {
        behind = false;
        wire.send(Unpooled.wrappedBuffer(PADDING), _ -> {});
      }
      return frame.attachment(fragments);
    }
    behind = true;
    long decode = catchUp.moved(frame.decodeNanos());
    ByteBuf bytes = fragments.at(frame, decode, catchUp.moved(frame.presentationNanos()));
    ownBytes = bytes;
    return bytes;
  }

  private void sent(boolean whole) {
    if (ownBytes != null) {
      ownBytes.release();
      ownBytes = null;
    }
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
