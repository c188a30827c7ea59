package io.zoetrope.web.publish;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.web.http.AbortedResponse;
import io.zoetrope.web.http.OnLoop;
import io.zoetrope.web.http.SendingSide;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the binary messages of a WebSocket, one picture each, and tells the other side whether
 * anybody watches, and how many pictures have arrived: only by that does it know how many are still
 * on their way. Event loop only, but for what {@link Publisher} is told.
 *
 * <p>While the other side does not take what it is sent, nothing more is read from it: each picture
 * and each ping would be one more answer that waits in memory.
 */
final class SocketPublisher implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(SocketPublisher.class);
  private static final int CLOSE_REASON_CHARS = 120;

  private final Channel channel;
  private final Vertx vertx;
  private final Context loop;
  private final Duration patience;
  private final PictureMessages messages = new PictureMessages(PublishRoutes.MOST_MESSAGE_BYTES);
  private @Nullable Publication publication;
  private @Nullable ServerWebSocket socket;
  private @Nullable Refusal refusal;
  private long timer;
  private boolean heard = true;
  private long taken;

  private SocketPublisher(RoutingContext context, Duration patience) {
    this.channel = ((ConnectionBase) context.request().connection()).channel();
    this.vertx = context.vertx();
    this.loop = vertx.getOrCreateContext();
    this.patience = patience;
  }

  /** Begins to publish, and only then answers the handshake: a refusal is an answer over HTTP. */
  static void accept(RoutingContext context, PublishPoint point, Duration patience) {
    SocketPublisher publisher = new SocketPublisher(context, patience);
    Publication publication;
    try {
      publication = point.begin(publisher, Key.of(context.request()));
    } catch (PublishingRefusedException e) {
      Refusal.of(e).answer(context);
      return;
    }
    publisher.publication = publication;
    SendingSide.closesWithAll(publisher.channel);
    // Not the socket's own close handler: it may close before there is one.
    publisher.channel.closeFuture().addListener(_ -> publisher.closed());
    context.request().toWebSocket().onFailure(_ -> publication.close()).onSuccess(publisher::begin);
  }

  private void begin(ServerWebSocket opened) {
    socket = opened;
    if (!channel.isOpen()) {
      return;
    }
    timer = vertx.setPeriodic(Math.max(1, patience.toMillis() / 2), _ -> checkAlive());
    opened
        .exceptionHandler(_ -> cut())
        .pongHandler(_ -> heard = true)
        .frameHandler(this::hear)
        .drainHandler(_ -> readAgain());
    BadFrames.on(channel, this::refuse);
    if (refusal != null) {
      refuse(refusal);
    } else {
      sayWhetherWatched();
    }
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

  private void hear(WebSocketFrame frame) {
    readOnlyWhatCanBeAnswered();
    try {
      Buffer picture = messages.next(frame);
      if (picture != null) {
        publish(picture);
      }
    } catch (PictureMessages.TooLargeException e) {
      refuse(Refusal.TOO_LARGE);
    }
  }

  private void publish(Buffer picture) {
    heard = true;
    if (publication == null || refusal != null) {
      return;
    }
    Publication to = publication;
    Outcome<Boolean> outcome =
        ForeignCode.call(() -> {
          to.publish(((BufferInternal) picture).getByteBuf());
          return true;
        });
    switch (outcome) {
      case Returned<Boolean> _ -> say(new JsonObject().put("taken", ++taken));
      case Threw<Boolean>(PublishingRefusedException refused) -> refuse(Refusal.of(refused));
      case Threw<Boolean>(IOException unfit) -> {
        String sentence = "This cannot be published: " + Refusal.sentence(unfit);
        refuse(new Refusal(400, "no_pictures", sentence));
      }
      case Threw<Boolean>(Throwable cause) -> {
        refuse(Refusal.FAULT);
        LOG.error("Publishing failed", cause);
      }
    }
  }

  private void sayWhetherWatched() {
    if (publication != null && refusal == null) {
      say(new JsonObject().put("watched", publication.watched()));
    }
  }

  private void say(JsonObject message) {
    if (socket != null && !socket.isClosed()) {
      var _ = socket.writeTextMessage(message.encode());
      readOnlyWhatCanBeAnswered();
    }
  }

  private void readOnlyWhatCanBeAnswered() {
    if (socket != null && !socket.isClosed() && socket.writeQueueFull()) {
      channel.config().setAutoRead(false); // Pings would pass by the socket's own pause.
    }
  }

  private void readAgain() {
    if (socket != null && refusal == null) {
      channel.config().setAutoRead(true);
    }
  }

  /** From here on nothing but the other side's good-bye is read. */
  private void refuse(Refusal why) {
    if (socket == null) {
      refusal = why; // The handshake is not over yet.
      return;
    }
    if (socket.isClosed()) {
      return;
    }
    JsonObject told = new JsonObject().put("code", why.code()).put("message", why.message());
    say(new JsonObject().put("refused", told));
    refusal = why;
    Farewell.on(channel);
    var _ = socket.close(why.closeCode(), shortened(why.message()));
  }

  private void checkAlive() {
    if (!heard || socket == null || socket.isClosed()) {
      cut();
    } else {
      heard = false;
      var _ = socket.writePing(Buffer.buffer());
    }
  }

  /** A proper close would wait for one who does not answer. */
  private void cut() {
    AbortedResponse.cut(channel);
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
