package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose client takes nothing of what waits for it: one that left the network
 * never says so. Event loop only.
 */
public final class StallGuard {
  private static final int LOOKS = 10;

  private final Channel channel;
  private @Nullable Object waiting;
  private long taken;
  private int looksInVain;

  private StallGuard(Channel channel) {
    this.channel = channel;
  }

  /**
   * Watches one answer: its connection, or where others share that, its stream. Ends as below.
   *
   * @param waits whether anything of it is to be taken
   */
  public static Runnable on(RoutingContext context, Duration patience, BooleanSupplier waits) {
    return SharedChannel.carries(context.request())
        ? StreamStall.on(context, patience, waits)
        : on(((ConnectionBase) context.request().connection()).channel(), patience);
  }

  /**
   * Watches until the connection ends, or until what is returned is run.
   *
   * @param patience how long a client may take nothing
   */
  public static Runnable on(Channel channel, Duration patience) {
    StallGuard guard = new StallGuard(channel);
    long every = Math.max(1, patience.toMillis() / LOOKS);
    var timer =
        channel.eventLoop().scheduleAtFixedRate(guard::look, every, every, TimeUnit.MILLISECONDS);
    ChannelFutureListener whenClosed = _ -> timer.cancel(false);
    channel.closeFuture().addListener(whenClosed);
    return () -> {
      timer.cancel(false);
      // A connection may carry any number of answers.
      channel.closeFuture().removeListener(whenClosed);
    };
  }

  @SuppressWarnings("ReferenceEquality") // Buffers are equal when their bytes are.
  private void look() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    Object first = buffer == null ? null : buffer.current();
    long progress = buffer == null ? 0 : buffer.currentProgress();
    if (first == null || first != waiting || progress != taken) {
      waiting = first;
      taken = progress;
      looksInVain = 0;
    } else if (++looksInVain >= LOOKS) {
      AbortedResponse.cut(channel);
    }
  }
}
