package io.zoetrope.web.events;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.web.connection.IgnoredInput;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendBuffers;
import io.zoetrope.web.connection.SendingSide;
import io.zoetrope.web.connection.StallGuard;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.OffLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server-sent events. Event loop only. */
public final class EventRoutes {
  private static final int MOST_CLIENTS = 2000;
  private static final int MOST_CALLS = 64;
  private static final int BUFFERED_MESSAGES = 1000;

  /** One who hears the events, and from where on. */
  private record Place(Subscriber subscriber, MessageId after, boolean unknown) {}

  private final RetainedTopic events;
  private final Optional<String> quietTasks;
  private final Duration heartbeat;
  private final Duration patience;
  private final OffLoop calls = new OffLoop("events-begin", MOST_CALLS, EventRoutes::meaning);
  private int clients;

  /**
   * Makes the routes.
   *
   * @param quietTasks the kinds of tasks that clients hear of only if they ask for them
   * @param heartbeat how long a client hears nothing at most
   * @param patience with a client that takes nothing
   */
  public EventRoutes(
      RetainedTopic events, Optional<String> quietTasks, Duration heartbeat, Duration patience) {
    this.events = events;
    this.quietTasks = quietTasks;
    this.heartbeat = heartbeat;
    this.patience = patience;
  }

  public void addTo(Router router) {
    Endpoint.get(router, "/api/events", this::serve);
  }

  private void serve(RoutingContext context) throws RefusedException {
    HttpServerRequest request = context.request();
    SendingSide.closesWithAll(request);
    if (request.method().equals(HttpMethod.HEAD)) {
      head(request).end();
      return;
    }
    if (clients >= MOST_CLIENTS) {
      throw new RefusedException(
          503, "too_many_clients", "Too many clients receive events already: try again later.");
    }
    String header = request.getHeader("last-event-id");
    String last = header == null ? request.getParam("last_event_id") : header;
    EventFilter filter =
        EventFilter.of(context.queryParam("types"), context.queryParam("tasks"), quietTasks);
    calls.run(context, () -> subscribe(last), place -> begin(context, place, filter));
  }

  /** From the newest message on, unless an older one is named, so that none is lost in between. */
  private Place subscribe(@Nullable String last) {
    Optional<MessageId> named =
        last == null || last.isBlank() ? Optional.empty() : MessageId.parse(last.strip());
    boolean unknown = last != null && !last.isBlank() && named.isEmpty();
    MessageId after = named.orElseGet(events::newest);
    Subscriber subscriber = events.subscribeAfter(after, BUFFERED_MESSAGES, Overflow.DROP_OLDEST);
    return new Place(subscriber, after, unknown);
  }

  private void begin(RoutingContext context, Place place, EventFilter filter) {
    HttpServerResponse response = context.response();
    Channel channel = RequestChannel.of(context.request());
    if (ResponseEnd.isOver(response) || !channel.isActive()) {
      Thread _ = Thread.startVirtualThread(place.subscriber()::close);
      return;
    }
    if (!RequestChannel.isShared(context.request())) {
      IgnoredInput.on(channel);
      SendBuffers.keepSmall(channel);
    }
    ResponseEnd.then(context, StallGuard.on(context, patience, response::writeQueueFull));
    EventText start = new EventText(filter);
    if (place.unknown()) {
      start.addGap(0);
    }
    var _ =
        head(context.request())
            .write("retry: 2000\nid: %s\n\n%s".formatted(place.after(), start.take()));
    clients++;
    new EventStream(context, place.subscriber(), filter, heartbeat).begin(() -> clients--);
  }

  private static HttpServerResponse head(HttpServerRequest request) {
    Responses.closeAfter(request);
    return request
        .response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, Responses.NO_STORE)
        // nginx would otherwise collect events before it passes them on.
        .putHeader("x-accel-buffering", "no");
  }

  private static @Nullable RefusedException meaning(Exception failure) {
    return failure instanceof QueueUnavailableException
        ? new RefusedException(503, "news_unavailable", String.valueOf(failure.getMessage()))
        : null;
  }
}
