package io.zoetrope.web.live;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.ServerWebSocket;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.web.connection.AbortedResponse;
import io.zoetrope.web.connection.OpenOutput;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.live.LiveRequest.Clock;
import io.zoetrope.web.live.LiveRequest.Listen;
import io.zoetrope.web.live.LiveRequest.Pause;
import io.zoetrope.web.live.LiveRequest.Resume;
import io.zoetrope.web.live.LiveRequest.Taken;
import io.zoetrope.web.live.LiveRequest.Unlisten;
import io.zoetrope.web.live.LiveRequest.Unwatch;
import io.zoetrope.web.live.LiveRequest.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One client, with all that it watches. Event loop only. */
final class LiveClient implements OpenOutput, LiveInput.Listener {
  private static final int CLOSE_REASON_BYTES = 123; // RFC 6455, 5.5
  private static final long LOOK_MILLIS = 250;
  private static final int HEARTBEATS = 6;

  private final ServerWebSocket socket;
  private final Channel channel;
  private final Timekeeper time;
  private final Duration patience;
  private final LiveWire wire;
  private final LiveTurns turns;
  private final LiveInput input;
  private final MessageBudget budget;
  private final MessageText messages = new MessageText();
  private final LiveViews views;
  private final LiveEvents events;
  private @Nullable Future<?> looks;
  private int frames;
  private long heardNanos;
  private long heartbeatNanos;
  private boolean ending;

  LiveClient(ServerWebSocket socket, Channel channel, LiveRoutes routes) {
    this.socket = socket;
    this.channel = channel;
    this.time = routes.system().time();
    this.patience = routes.patience();
    this.wire = new LiveWire(channel, System::nanoTime);
    this.turns = new LiveTurns(wire, () -> ++frames);
    this.views =
        new LiveViews(
            new LiveContext(routes.system(), channel.eventLoop(), wire, routes.form()), turns);
    this.events = new LiveEvents(routes.events(), channel.eventLoop(), wire);
    this.input = LiveInput.on(channel, this);
    wire.whenAnswered(input::readOnlyWhatCanBeAnswered);
    this.budget = new MessageBudget(System.nanoTime());
  }

  void begin() {
    heardNanos = System.nanoTime();
    beat(heardNanos);
    looks =
        channel
            .eventLoop()
            .scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets go of all that it watches. */
  void leave() {
    if (looks != null) {
      looks.cancel(false);
    }
    views.end();
    events.end();
  }

  @Override
  public void heard(WebSocketFrame frame) {
    heardNanos = System.nanoTime();
    try {
      if (!budget.allowsPiece(heardNanos)) {
        throw tooMany();
      }
      switch (frame) {
        case PingWebSocketFrame ping -> wire.pong(ping.content());
        case PongWebSocketFrame pong -> {
          wire.answered(pong.content());
          turns.send();
        }
        default -> {
          ObjectNode message = messages.next(frame);
          if (message != null) {
            follow(message);
          }
        }
      }
    } catch (ClosingException e) {
      broken(e);
    }
  }

  @Override
  public void broken(ClosingException why) {
    if (!ending) {
      wire.text(LiveJson.error(OptionalInt.empty(), why.why()));
      close(why.status(), why.why().sentence());
    }
  }

  @Override
  public void leaving() {
    ending = true;
    leave();
  }

  @Override
  public void writable() {
    turns.send();
  }

  @Override
  public boolean isFull() {
    return wire.isFull();
  }

  private void follow(ObjectNode message) throws ClosingException {
    try {
      LiveRequest request = RequestReader.read(message);
      if (!budget.allows(request, heardNanos)) {
        throw tooMany();
      }
      follow(request);
    } catch (RefusedException e) {
      JsonNode view = message.get("view");
      boolean named = view != null && view.isInt();
      wire.text(LiveJson.error(named ? OptionalInt.of(view.asInt()) : OptionalInt.empty(), e));
      if (budget.refused()) {
        throw tooMany();
      }
    }
  }

  private void follow(LiveRequest request) throws RefusedException {
    switch (request) {
      case Watch watch -> views.watch(watch);
      case Unwatch(int view) -> views.unwatch(view);
      case Pause(List<Integer> paused) -> views.pause(paused);
      case Resume(List<Integer> resumed) -> views.resume(resumed);
      case Taken(Map<Integer, Integer> taken) -> views.taken(taken);
      case Listen listen -> events.listen(listen);
      case Unlisten _ -> events.end();
      case Clock(long id) -> wire.text(LiveJson.clock(time, heartbeat(), OptionalLong.of(id)));
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (now - heardNanos > patience.toNanos() || !channel.isActive()) {
      disconnect();
      return;
    }
    if (ending) {
      return;
    }
    views.look();
    if (now - heartbeatNanos >= heartbeat().toNanos()) {
      beat(now);
    }
    if (frames < 0 || frames > Integer.MAX_VALUE - 1_000_000) {
      // After weeks the numbers are used up.
      close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "Connect again.");
    }
  }

  private void beat(long now) {
    heartbeatNanos = now;
    wire.ping();
    wire.text(LiveJson.clock(time, heartbeat(), OptionalLong.empty()));
  }

  private Duration heartbeat() {
    return patience.dividedBy(HEARTBEATS);
  }

  @Override
  public long stalledNanos(long nowNanos) {
    return 0; // It looks after that itself.
  }

  @Override
  public void end() {
    close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "The server stops.");
  }

  private void close(WebSocketCloseStatus status, String sentence) {
    if (ending) {
      return;
    }
    ending = true;
    leave();
    input.ignore();
    AbortedResponse.cutSoon(channel);
    var _ = socket.close((short) status.code(), reason(sentence));
  }

  @Override
  public void disconnect() {
    AbortedResponse.cut(channel);
  }

  /** One byte a character. */
  private static String reason(String sentence) {
    String ascii = sentence.replaceAll("[^ -~]", "?");
    return ascii.substring(0, Math.min(CLOSE_REASON_BYTES, ascii.length()));
  }

  private static ClosingException tooMany() {
    return new ClosingException(
        WebSocketCloseStatus.POLICY_VIOLATION,
        "too_many_messages",
        "Too many messages, or too many that cannot be followed: send fewer.");
  }
}
