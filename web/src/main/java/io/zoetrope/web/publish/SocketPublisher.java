package io.zoetrope.web.publish;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.web.http.Cut;
import io.zoetrope.web.http.OnLoop;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the binary messages of a WebSocket, one picture each, and tells the other side whether
 * anybody watches, and how many pictures have arrived: only by that does it know how many are still
 * on their way. Event loop only, but for what {@link Publisher} is told.
 */
final class SocketPublisher implements Publisher {
  private static final int CLOSE_REASON_CHARS = 120;

  private final ServerWebSocket socket;
  private final Channel channel;
  private final Vertx vertx;
  private final Context loop;
  private final Duration patience;
  private @Nullable Publication publication;
  private long timer;
  private boolean heard = true;
  private long taken;

  private SocketPublisher(ServerWebSocket socket, Channel channel, Vertx vertx, Duration patience) {
    this.socket = socket;
    this.channel = channel;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.patience = patience;
  }

  static void accept(RoutingContext context, PublishPoint point, Duration patience) {
    String key = Key.of(context.request());
    Channel channel = ((ConnectionBase) context.request().connection()).channel();
    context
        .request()
        .toWebSocket()
        .onSuccess(socket ->
            new SocketPublisher(socket, channel, context.vertx(), patience).begin(point, key));
  }

  private void begin(PublishPoint point, String key) {
    socket.exceptionHandler(_ -> cut()).closeHandler(_ -> closed());
    timer = vertx.setPeriodic(Math.max(1, patience.toMillis() / 2), _ -> checkAlive());
    try {
      publication = point.begin(this, key);
    } catch (PublishingRefusedException e) {
      refuse(Refusal.of(e));
      return;
    }
    socket.pongHandler(_ -> heard = true).binaryMessageHandler(this::publish);
    sayWhetherWatched();
  }

  @Override
  public void watchedChanged() {
    OnLoop.run(loop, this::sayWhetherWatched);
  }

  @Override
  public void replaced() {
    OnLoop.run(
        loop,
        () ->
            refuse(
                new Refusal(409, "taken_over", "Another publisher has taken this camera over.")));
  }

  private void publish(Buffer picture) {
    heard = true;
    if (publication == null || socket.isClosed()) {
      return;
    }
    try {
      publication.publish(((BufferInternal) picture).getByteBuf());
      var _ = socket.writeTextMessage(new JsonObject().put("taken", ++taken).encode());
    } catch (PublishingRefusedException e) {
      refuse(Refusal.of(e));
    } catch (IOException e) {
      refuse(new Refusal(400, "no_pictures", "This cannot be published: " + Refusal.sentence(e)));
    }
  }

  private void sayWhetherWatched() {
    if (publication != null && !socket.isClosed()) {
      var _ =
          socket.writeTextMessage(new JsonObject().put("watched", publication.watched()).encode());
    }
  }

  private void refuse(Refusal refusal) {
    if (socket.isClosed()) {
      return;
    }
    JsonObject why = new JsonObject().put("code", refusal.code()).put("message", refusal.message());
    var _ = socket.writeTextMessage(new JsonObject().put("refused", why).encode());
    var _ = socket.close(refusal.closeCode(), shortened(refusal.message()));
  }

  /** Also ends one that was refused and does not answer to that. */
  private void checkAlive() {
    if (!heard || socket.isClosed()) {
      cut();
    } else {
      heard = false;
      var _ = socket.writePing(Buffer.buffer());
    }
  }

  /** A proper close would wait for one who does not answer. */
  private void cut() {
    Cut.off(channel);
  }

  private void closed() {
    vertx.cancelTimer(timer);
    if (publication != null) {
      publication.close();
    }
  }

  private static String shortened(String message) {
    return message.substring(0, Math.min(CLOSE_REASON_CHARS, message.length()));
  }
}
