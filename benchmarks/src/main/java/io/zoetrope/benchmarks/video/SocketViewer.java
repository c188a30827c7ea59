package io.zoetrope.benchmarks.video;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Sends every frame to a connection; on its event loop only. */
final class SocketViewer implements Viewer {
  static final Duration MAX_AGE = Duration.ofSeconds(1);

  private static final DeliveryPolicy EVERY_FRAME = new DeliveryPolicy.Queue(4 << 20, MAX_AGE);

  private final Channel channel;
  private final WireFrames wire;
  private final AtomicLong oldestNanos;
  private long joinedNanos = System.nanoTime();

  /**
   * Makes the viewer of one connection.
   *
   * @param oldestNanos is raised to the age of the oldest frame that is given to the connection
   */
  SocketViewer(Channel channel, WireFrames wire, AtomicLong oldestNanos) {
    this.channel = channel;
    this.wire = wire;
    this.oldestNanos = oldestNanos;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    // What a newcomer begins with is as old as the key frame.
    long since = Math.max(frame.capturedNanos(), joinedNanos);
    oldestNanos.accumulateAndGet(System.nanoTime() - since, Math::max);
    ChannelFuture _ =
        channel
            .writeAndFlush(frame.attachment(wire).retainedDuplicate())
            .addListener(
                (ChannelFutureListener)
                    sent -> {
                      if (sent.isSuccess()) {
                        subscription.ready();
                      } else {
                        subscription.close();
                      }
                    });
  }

  @Override
  public DeliveryPolicy policy() {
    return EVERY_FRAME;
  }
}
