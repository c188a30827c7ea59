package io.zoetrope.web.live;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.SendingSide;
import io.zoetrope.web.events.EventSource;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RequestOrigin;
import java.time.Duration;
import java.util.Optional;

/**
 * The one connection that a page needs. Event loop only.
 *
 * @param patience with clients from which nothing is heard
 * @param embed other sites whose pages may watch
 */
public record LiveRoutes(
    CameraSystem system,
    LiveForm form,
    Optional<EventSource> events,
    OpenStreams open,
    Duration patience,
    FrameAncestors embed) {
  private static final String VERSION = "13"; // RFC 6455, 4.1

  public void addTo(Router router) {
    Endpoint.get(router, "/api/live", this::accept);
  }

  private void accept(RoutingContext context) throws RefusedException {
    HttpServerRequest request = context.request();
    RequestOrigin.check(request, embed::list);
    if (!asksForWebSocket(request)) {
      context.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      context.response().putHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
      throw new RefusedException(
          426,
          "websocket_needed",
          "Cameras are watched here over a WebSocket (version 13): open ws://HOST/api/live.");
    }
    Channel channel = RequestChannel.of(request);
    SendingSide.closesWithAll(channel);
    request.toWebSocket().onSuccess(socket -> begin(socket, channel));
  }

  private void begin(ServerWebSocket socket, Channel channel) {
    if (!channel.isActive()) {
      return;
    }
    socket.exceptionHandler(_ -> {}); // The channel closes.
    LiveClient client = new LiveClient(socket, channel, this);
    client.begin();
    open.add(client, client::leave, channel);
  }

  private static boolean asksForWebSocket(HttpServerRequest request) {
    return !RequestChannel.isShared(request)
        && request.method().equals(HttpMethod.GET)
        && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
        && VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
        && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }
}
