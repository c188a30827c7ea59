package io.zoetrope.web.publish;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.web.connection.AbortedResponse;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendingSide;
import io.zoetrope.web.http.OnLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes the binary messages of a WebSocket, one picture each, and reports to the other side
 * whether anybody watches, and how many pictures have arrived: only by that does it know how many
 * are still on their way. Event loop only, except for the methods of {@link Publisher}.
 *
 * <p>While the other side does not take what it is sent, nothing more is read from it: each picture
 * and each ping would be one more answer that waits in memory.
 */
final class SocketPublisher implements Publisher {
  private static final int CLOSE_REASON_CHARS = 120;

  private final Channel channel;
  private final Vertx vertx;
  private final Context loop;
  private final Duration patience;
  private final PictureMessages messages = new PictureMessages();
  private @Nullable OrderedPublication publication;
  private @Nullable ServerWebSocket socket;
  private @Nullable RefusedException refusal;
  private long timer;
  private boolean heard = true;
  private boolean waits;
  private long taken;

  private SocketPublisher(RoutingContext context, Duration patience) {
    this.channel = RequestChannel.of(context.request());
    this.vertx = context.vertx();
    this.loop = vertx.getOrCreateContext();
    this.patience = patience;
  }

  /** Begins to publish, and only then answers the handshake: a refusal is an answer over HTTP. */
  static void accept(RoutingContext context, PublishDoor door, Duration patience) {
    SocketPublisher publisher = new SocketPublisher(context, patience);
    context.request().pause();
    door.begin(context, publisher, begun -> publisher.begun(context, begun));
  }

  private void begun(RoutingContext context, Outcome<Publication> outcome) {
    switch (outcome) {
      case Returned<Publication>(Publication begun) -> upgrade(context, begun);
      case Threw<Publication>(Throwable cause) -> {
        context.request().resume();
        Responses.refuse(context.request(), Refusal.of(cause));
      }
    }
  }

  private void upgrade(RoutingContext context, Publication begun) {
    OrderedPublication opened =
        new OrderedPublication(begun, loop, this::published, this::sayWhetherWatched);
    publication = opened;
    if (ResponseEnd.isOver(context.response()) || context.response().headWritten()) {
      opened.close();
      return;
    }
    SendingSide.closesWithAll(channel);
    // Not the socket's own close handler: it may close before there is one.
    channel.closeFuture().addListener(_ -> closed());
    context.request().toWebSocket().onFailure(_ -> opened.close()).onSuccess(this::begin);
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
      askWhetherWatched();
    }
  }

  @Override
  public void watchedChanged() {
    OnLoop.run(loop, this::askWhetherWatched);
  }

  @Override
  public void replaced() {
    OnLoop.run(loop, () -> refuse(Refusal.of(Refusal.replaced())));
  }

  private void hear(WebSocketFrame frame) {
    readOnlyWhatCanBeAnswered();
    try {
      Buffer picture = messages.next(frame);
      if (picture != null) {
        publish(picture);
      }
    } catch (RefusedException e) {
      refuse(e);
    }
  }

  private void publish(Buffer picture) {
    heard = true;
    if (publication != null && refusal == null) {
      publication.publish(picture);
      readOnlyWhatCanBeAnswered();
    }
  }

  private void published(Outcome<Boolean> outcome) {
    if (refusal != null) {
      return;
    }
    switch (outcome) {
      case Returned<Boolean> _ -> say(JsonNodeFactory.instance.objectNode().put("taken", ++taken));
      case Threw<Boolean>(Throwable cause) -> refuse(Refusal.of(cause));
    }
    readAgain();
  }

  /** Its socket is not there before it can hear of the answer. */
  private void askWhetherWatched() {
    if (publication != null && socket != null && refusal == null) {
      publication.ask();
    }
  }

  private void sayWhetherWatched(boolean watched) {
    if (refusal == null) {
      say(JsonNodeFactory.instance.objectNode().put("watched", watched));
    }
  }

  private void say(ObjectNode message) {
    if (socket != null && !socket.isClosed()) {
      var _ = socket.writeTextMessage(message.toString());
      readOnlyWhatCanBeAnswered();
    }
  }

  private void readOnlyWhatCanBeAnswered() {
    if (socket != null && !socket.isClosed() && isFull(socket)) {
      waits = true;
      channel.config().setAutoRead(false); // Pings would pass by the socket's own pause.
    }
  }

  private void readAgain() {
    if (waits && socket != null && refusal == null && !isFull(socket)) {
      waits = false;
      channel.config().setAutoRead(true);
    }
  }

  private boolean isFull(ServerWebSocket opened) {
    return opened.writeQueueFull() || (publication != null && publication.isFull());
  }

  /** From here on nothing but the other side's good-bye is read. */
  private void refuse(RefusedException why) {
    if (socket == null) {
      refusal = why; // The handshake is not over yet.
      return;
    }
    if (socket.isClosed()) {
      return;
    }
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.putObject("refused").put("code", why.code()).put("message", why.sentence());
    say(message);
    refusal = why;
    Farewell.on(channel);
    var _ = socket.close(Refusal.closeCode(why), shortened(why.sentence()));
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
