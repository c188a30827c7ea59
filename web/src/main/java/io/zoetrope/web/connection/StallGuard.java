package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends an answer whose client takes nothing of what waits for it: one that left the network never
 * says so. Event loop only.
 */
public final class StallGuard {
  private static final int LOOKS = 10;

  private final Supplier<@Nullable Object> progress;
  private final Runnable cut;
  private @Nullable Object seen;
  private int looksInVain;

  /** How far a connection has come with what waits first. */
  private record Sending(int identity, long taken) {}

  private StallGuard(Supplier<@Nullable Object> progress, Runnable cut) {
    this.progress = progress;
    this.cut = cut;
  }

  /**
   * Watches one answer: its connection, or where others share that, its stream. Ends with the
   * connection, or when what is returned is run.
   *
   * @param patience how long a client may take nothing
   * @param waits whether anything of the answer is to be taken
   */
  public static Runnable on(RoutingContext context, Duration patience, BooleanSupplier waits) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    Channel channel = RequestChannel.of(request);
    Supplier<@Nullable Object> progress =
        RequestChannel.isShared(request)
            ? () -> waits.getAsBoolean() && !response.closed() ? response.bytesWritten() : null
            : () -> sending(channel);
    StallGuard guard = new StallGuard(progress, () -> AbortedResponse.cut(request));
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

  private static @Nullable Object sending(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    Object first = buffer == null ? null : buffer.current();
    return first == null
        ? null
        : new Sending(System.identityHashCode(first), buffer.currentProgress());
  }

  private void look() {
    Object now = progress.get();
    if (now == null || !now.equals(seen)) {
      seen = now;
      looksInVain = 0;
    } else if (++looksInVain >= LOOKS) {
      cut.run();
    }
  }
}
