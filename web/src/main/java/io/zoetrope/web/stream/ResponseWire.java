package io.zoetrope.web.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.connection.AbortedResponse;
import io.zoetrope.web.connection.IgnoredInput;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendBuffers;
import io.zoetrope.web.connection.StallGuard;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one answer on its connection. Event loop only, except for {@link #begin}. */
final class ResponseWire {
  private final RoutingContext context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Duration patience;
  private final boolean endless;
  private volatile @Nullable Head head;
  private volatile Map<String, String> more = Map.of();
  private Runnable stopWatching = () -> {};
  private int waiting;

  ResponseWire(RoutingContext context, Duration patience, boolean endless) {
    this.context = context;
    this.request = context.request();
    this.response = context.response();
    this.patience = patience;
    this.endless = endless;
  }

  /**
   * Sets the head, before the first bytes. Any thread.
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
      if (!RequestChannel.isShared(request)) {
        SendBuffers.keepSmall(channel());
        if (endless) {
          IgnoredInput.on(channel());
        }
      }
      stopWatching = StallGuard.on(context, patience, () -> waiting > 0);
    }
    waiting++;
    response
        .write(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, length)))
        .onComplete(_ -> {
          waiting--;
          taken.run();
        });
    return true;
  }

  /** Ends it with these bytes, which are all if none were written before. */
  void end(byte[] bytes, int length) {
    if (ResponseEnd.isOver(response)) {
      stop();
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
          stop();
          if (!whole && request.version() == HttpVersion.HTTP_1_0) {
            // Only this shows such a client that the answer is complete.
            request.connection().close();
          }
        });
  }

  void endWithout(Head only, boolean isKnown) {
    if (!ResponseEnd.isOver(response)) {
      only.addTo(response, Map.of());
      response.setStatusCode(isKnown ? 304 : 200).end();
    }
  }

  /** Ends the connection so that the client sees that the answer is not whole. */
  void cut() {
    stop();
    if (!response.closed()) {
      AbortedResponse.cut(request);
    }
  }

  void stop() {
    stopWatching.run();
  }

  private void putHead() {
    Head first = head;
    if (first == null) {
      throw new IllegalStateException("Nothing has begun");
    }
    first.addTo(response, more);
  }

  private Channel channel() {
    return RequestChannel.of(request);
  }
}
