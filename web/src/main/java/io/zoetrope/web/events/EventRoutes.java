package io.zoetrope.web.events;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.stream.StreamedResponse;
import io.zoetrope.web.stream.StreamedResponses;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server-sent events. Event loop only. */
public final class EventRoutes {
  private static final int MOST_CLIENTS = 2000;

  private final EventSource events;
  private final Duration heartbeat;
  private final StreamedResponses clients;

  public EventRoutes(EventSource events, Duration heartbeat, Duration patience) {
    this.events = events;
    this.heartbeat = heartbeat;
    this.clients =
        StreamedResponses.endless(MOST_CLIENTS, patience, EventRoutes::meaning, "events");
  }

  public void addTo(Router router) {
    Endpoint.get(router, "/api/events", this::serve);
  }

  private void serve(RoutingContext context) throws RefusedException {
    if (clients.open() >= MOST_CLIENTS) {
      throw new RefusedException(
          503, "too_many_clients", "Too many clients receive events already: try again later.");
    }
    HttpServerRequest request = context.request();
    String header = request.getHeader("last-event-id");
    String last = header == null ? request.getParam("last_event_id") : header;
    List<String> types = context.queryParam("types");
    List<String> tasks = context.queryParam("tasks");
    String after = last == null ? "" : last.strip();
    Responses.closeAfter(request);
    clients.send(
        context,
        StreamedResponse.of(
                "text/event-stream; charset=utf-8",
                new EventStream(() -> events.open(types, tasks, after), heartbeat))
            .withHeader("cache-control", Responses.NO_STORE));
  }

  private static @Nullable RefusedException meaning(Exception failure) {
    return failure instanceof QueueUnavailableException
        ? new RefusedException(503, "news_unavailable", String.valueOf(failure.getMessage()))
        : null;
  }
}
