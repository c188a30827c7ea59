package io.zoetrope.web.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.connection.AbortedResponse;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendBuffers;
import io.zoetrope.web.connection.SharedChannel;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one answer on its connection. Event loop only, but for {@link #begin}. */
final class ResponseWire {
  private static final int LOOKS = 10;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Duration patience;
  private volatile @Nullable Head head;
  private volatile Map<String, String> more = Map.of();
  private int waiting;
  private int looksInVain;
  private long timer = -1;

  ResponseWire(RoutingContext context, Duration patience) {
    this.vertx = context.vertx();
    this.request = context.request();
    this.response = context.response();
    this.patience = patience;
  }

  /**
   * Says what goes before the first bytes. Any thread, before these.
   *
   * @param headers may still change until then
   */
  void begin(Head first, Map<String, String> headers) {
    head = first;
    more = headers;
  }

  /**
   * Writes so many bytes; says when the array is not needed any more.
   *
   * @return false if nobody takes them any more
   */
  boolean write(byte[] bytes, int length, Runnable taken) {
    if (ResponseEnd.isOver(response) || !channel().isActive()) {
      return false;
    }
    if (!response.headWritten()) {
      putHead();
      response.setChunked(true);
      if (!SharedChannel.carries(request)) {
        SendBuffers.keepSmall(channel());
      }
      timer = vertx.setPeriodic(Math.max(1, patience.toMillis() / LOOKS), _ -> look());
    }
    waiting++;
    response
        .write(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, length)))
        .onComplete(_ -> {
          waiting--;
          looksInVain = 0;
          taken.run();
        });
    return true;
  }

  /** Ends it with these bytes, which are all if none were written before. */
  void end(byte[] bytes, int length) {
    if (ResponseEnd.isOver(response)) {
      stopLooking();
      return;
    }
    boolean whole = !response.headWritten();
    if (whole) {
      putHead();
    }
    waiting++;
    response
        .end(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, length)))
        .onComplete(_ -> {
          stopLooking();
          if (!whole && request.version() == HttpVersion.HTTP_1_0) {
            // Nothing else tells such a client that this was all.
            request.connection().close();
          }
        });
  }

  /** Sends a head only. */
  void endWithout(Head only, boolean isKnown) {
    if (!ResponseEnd.isOver(response)) {
      only.addTo(response, Map.of());
      response.setStatusCode(isKnown ? 304 : 200).end();
    }
  }

  /** Ends the connection so that the client sees that the answer is not whole. */
  void cut() {
    stopLooking();
    if (response.closed()) {
      return;
    }
    if (SharedChannel.carries(request)) {
      var _ = response.reset(Http2Error.INTERNAL_ERROR.code());
      return;
    }
    if (request.version() == HttpVersion.HTTP_1_0) {
      // There the usual end of a connection is the end of an answer.
      channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    AbortedResponse.cut(channel());
  }

  private void putHead() {
    Head first = head;
    if (first == null) {
      throw new IllegalStateException("Nothing has begun");
    }
    first.addTo(response, more);
  }

  /** Cuts off who has taken nothing for long, and leaves who has nothing to take. */
  private void look() {
    if (response.closed() || (response.ended() && waiting == 0)) {
      stopLooking();
    } else if (waiting == 0) {
      looksInVain = 0;
    } else if (++looksInVain > LOOKS) {
      cut();
    }
  }

  private void stopLooking() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  private Channel channel() {
    return ((ConnectionBase) request.connection()).channel();
  }
}
