package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends requests whose handlers fail where no router sees it: in a timer, while a body is read, or
 * with what another thread has handed back. On event loops. Must be loaded before there is a
 * Vert.x.
 */
public final class LostFailures {
  private static final Logger LOG = LoggerFactory.getLogger(LostFailures.class);
  private static final ContextLocal<HttpServerRequest> REQUEST =
      ContextLocal.registerLocal(HttpServerRequest.class);

  private LostFailures() {}

  /** Has the class loaded. */
  public static void prepare() {}

  /** What runs for requests on this context and fails ends its request. */
  public static void catchOn(Context context) {
    context.exceptionHandler(LostFailures::end);
  }

  /** Everything that runs on the request's own context from here on belongs to it. */
  public static void remember(HttpServerRequest request) {
    Context own = Vertx.currentContext();
    if (own != null) {
      own.putLocal(REQUEST, request);
    }
  }

  private static void end(Throwable failure) {
    Context own = Vertx.currentContext();
    HttpServerRequest request = own == null ? null : own.getLocal(REQUEST);
    if (request == null) {
      LOG.error("A failure outside of any request", failure);
      return;
    }
    Channel channel = RequestChannel.of(request);
    if (!channel.isActive()) {
      LOG.debug("The client of {} has left", request.path(), failure);
      return;
    }
    if (request.response().headWritten() || IgnoredInput.isOn(channel)) {
      // Who has a part of an answer must not take it for the whole.
      AbortedResponse.cut(channel);
    } else {
      LastAnswer.send(
          channel, 500, "internal_error", "This is a fault of the server: see its log.");
    }
    LOG.error("The request for {} failed", request.path(), failure);
  }
}
