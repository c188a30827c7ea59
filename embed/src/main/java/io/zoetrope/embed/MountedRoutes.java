package io.zoetrope.embed;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.WebRoutes;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.http.SecurityHeaders;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes in a router of the program's. Requests come on the event loops of their connections,
 * and each loop is given routes of its own with the first; any thread may close.
 */
final class MountedRoutes implements Handler<RoutingContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MountedRoutes.class);
  private static final long PATIENCE_AT_CLOSE_SECONDS = 3;

  /** What one event loop has; touched there only. */
  private record Loop(Router router, OpenStreams open) {}

  private final WebRoutes routes;
  private final ConcurrentMap<EventLoop, Loop> loops = new ConcurrentHashMap<>();
  private volatile boolean closed;

  MountedRoutes(WebRoutes routes) {
    this.routes = routes;
  }

  @Override
  public void handle(RoutingContext context) {
    Channel channel = RequestChannel.of(context.request());
    EventLoop loop = channel.eventLoop();
    if (closed) {
      refuse(context);
    } else if (!loop.inEventLoop()) {
      LOG.error(
          "Cameras cannot be served from a worker or a virtual thread: deploy the verticle of this"
              + " router with the threading model EVENT_LOOP");
      SecurityHeaders.putOn(context.response());
      Responses.refuse(context.request(), RefusedException.fault());
    } else {
      Loop mine = loops.get(loop);
      if (mine == null) {
        mine = begin(context, loop);
      }
      if (mine == null) {
        refuse(context);
      } else {
        mine.router().handleContext(context);
      }
    }
  }

  private static void refuse(RoutingContext context) {
    SecurityHeaders.putOn(context.response());
    Responses.refuse(
        context.request(), new RefusedException(503, "closed", "The cameras are closed."));
  }

  /** Ends all streams. Waits for it, unless it is called on an event loop itself. */
  @Override
  public void close() {
    closed = true; // Before it looks at the loops: one that begins now sees that, or is seen.
    CountDownLatch ended = new CountDownLatch(loops.size());
    loops.forEach((loop, mine) -> {
      Runnable end = () -> mine.open().end().addListener(_ -> ended.countDown());
      try {
        if (loop.inEventLoop()) {
          end.run();
          ended.countDown(); // It cannot end what it waits for itself.
        } else {
          loop.execute(end);
        }
      } catch (RejectedExecutionException e) {
        ended.countDown(); // The program has closed its Vert.x before, and all connections with it.
      }
    });
    try {
      boolean _ = ended.await(PATIENCE_AT_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Null if it is too late for that. */
  private @Nullable Loop begin(RoutingContext context, EventLoop loop) {
    OpenStreams open = new OpenStreams(routes.timeouts().stalledViewer(), loop);
    Router router = Router.router(context.vertx());
    routes.addTo(router, open);
    Loop begun = new Loop(router, open);
    loops.put(loop, begun);
    if (closed) {
      var _ = open.end();
      return null;
    }
    return begun;
  }
}
