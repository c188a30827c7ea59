package io.zoetrope.web;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.connection.LostFailures;
import io.zoetrope.web.connection.OpenConnection;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.hosts.HostCheck;
import io.zoetrope.web.hosts.MachineNames;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.http.SecurityHeaders;
import io.zoetrope.web.publish.PublishRoutes;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server on one event loop: all loops listen on the same port and share the connections. */
final class ServerLoop extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);

  private static final int THE_PORT_OF_ALL_LOOPS = 1;
  private static final long GOOD_BYE_MILLIS = 500;

  private final WebOptions options;
  private final WebRoutes routes;
  private final MachineNames machine;
  private final IntConsumer listeningOn;
  private final Map<HttpConnection, OpenConnection> connections = new HashMap<>();
  private Supplier<Future<?>> stop = Future::succeededFuture;

  ServerLoop(WebOptions options, WebRoutes routes, MachineNames machine, IntConsumer listeningOn) {
    this.options = options;
    this.routes = routes;
    this.machine = machine;
    this.listeningOn = listeningOn;
  }

  @Override
  public Future<?> start() {
    EventLoop loop = ((ContextInternal) context).nettyEventLoop();
    OpenStreams open = new OpenStreams(options.timeouts().stalledViewer(), loop);
    LostFailures.catchOn(context);
    HostCheck checked = new HostCheck(options.hosts(), machine, routes(open));
    HttpServerOptions server =
        new HttpServerOptions()
            .setTcpKeepAlive(true)
            // Streams write to the connection itself, which HTTP/2 shares among requests.
            .setHttp2ClearTextEnabled(false)
            // Pictures do not compress, and its handler floods the log when requests are pipelined.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(PublishRoutes.MOST_MESSAGE_BYTES)
            .setMaxWebSocketMessageSize(PublishRoutes.MOST_MESSAGE_BYTES);
    return vertx
        .createHttpServer(server)
        .connectionHandler(this::connected)
        .requestHandler(request -> {
          requested(request);
          SecurityHeaders.putOn(request.response());
          LostFailures.remember(request);
          checked.handle(request);
        })
        .invalidRequestHandler(ServerLoop::invalid)
        .listen(address())
        .onSuccess(listening -> {
          listeningOn.accept(listening.actualPort());
          stop = () -> ended(open).eventually(() -> closed(listening, loop));
        });
  }

  private void connected(HttpConnection connection) {
    OpenConnection opened = new OpenConnection(vertx, connection, options.timeouts());
    connections.put(connection, opened);
    opened.begin(() -> connections.remove(connection));
  }

  private void requested(HttpServerRequest request) {
    OpenConnection connection = connections.get(request.connection());
    if (connection != null) {
      connection.requested(request);
    }
  }

  /** Vert.x would wait 10 seconds for a WebSocket that does not answer its good-bye. */
  private Future<Void> closed(HttpServer listening, EventLoop loop) {
    var limit = loop.schedule(this::cutAll, GOOD_BYE_MILLIS, TimeUnit.MILLISECONDS);
    return listening
        .close()
        .onComplete(_ -> {
          limit.cancel(false);
          cutAll();
        });
  }

  private void cutAll() {
    List.copyOf(connections.values()).forEach(OpenConnection::cut);
  }

  /** For port 0 Vert.x would give each loop a port of its own. */
  private SocketAddress address() {
    return options.port() == 0
        ? SocketAddress.sharedRandomPort(THE_PORT_OF_ALL_LOOPS, options.host())
        : SocketAddress.inetSocketAddress(options.port(), options.host());
  }

  @Override
  public Future<?> stop() {
    return stop.get();
  }

  /** While streams end, the server still listens: to stop that would cut them off. */
  private static Future<Void> ended(OpenStreams open) {
    return Future.future(promise -> open.end().addListener(_ -> promise.complete()));
  }

  private Router routes(OpenStreams open) {
    Router router = Router.router(vertx);
    routes.addTo(router, open);
    router.errorHandler(400, context -> Responses.error(context.response(), unreadable()));
    router.errorHandler(404, ServerLoop::notFound);
    router.errorHandler(500, ServerLoop::failed);
    return router;
  }

  /** Answers what is not HTTP; the connection ends with the answer. */
  private static void invalid(HttpServerRequest request) {
    RefusedException refused =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ ->
              new RefusedException(414, "address_too_long", "This address is too long.");
          case TooLongHttpHeaderException _ ->
              new RefusedException(
                  431, "headers_too_large", "The headers of this request are too large.");
          case ProtocolException _ ->
              new RefusedException(
                  505, "version_not_supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
          case null, default -> unreadable();
        };
    Responses.error(SecurityHeaders.putOn(request.response()), refused);
  }

  private static RefusedException unreadable() {
    return new RefusedException(400, "bad_request", "This request cannot be read.");
  }

  private static void notFound(RoutingContext context) {
    Responses.error(
        context.response(),
        new RefusedException(
            404, "not_found", "There is nothing at this address; the page is at /."));
  }

  private static void failed(RoutingContext context) {
    LOG.error("The request for {} failed", context.request().path(), context.failure());
    Responses.error(context.response(), RefusedException.fault());
  }
}
