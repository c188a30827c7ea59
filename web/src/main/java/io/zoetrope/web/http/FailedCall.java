package io.zoetrope.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.OffLoop.Meaning;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a request is answered whose work has failed. What has failed may be a program's, so it may
 * have thrown anything, and may not even be able to say what is wrong.
 */
public final class FailedCall {
  private static final Logger LOG = LoggerFactory.getLogger(FailedCall.class);

  private FailedCall() {}

  /** What the failure means to who asked; the log has what is a fault. Any thread. */
  public static RefusedException meaning(Meaning meaning, String path, Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused;
    }
    if (failure instanceof Exception expected) {
      Outcome<Optional<RefusedException>> known =
          ForeignCode.call(() -> Optional.ofNullable(meaning.of(expected)));
      switch (known) {
        case Returned<Optional<RefusedException>>(var refused) when refused.isPresent() -> {
          return refused.get();
        }
        case Returned<Optional<RefusedException>> _ -> {}
        case Threw<Optional<RefusedException>>(Throwable second) -> log(path, second);
      }
    }
    log(path, failure);
    return new RefusedException(
        500, "internal_error", "The server has a fault; its log says more.");
  }

  /** Says so, unless somebody has answered already. Event loop only. */
  public static void answer(RoutingContext context, RefusedException refused) {
    HttpServerResponse response = context.response();
    if (ResponseEnd.isOver(response) || response.headWritten()) {
      return;
    }
    if (refused.status() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "5");
    }
    if (context.request().isEnded()) {
      Responses.error(context, refused.status(), refused.code(), refused.sentence());
    } else {
      Responses.refuse(context, refused.status(), refused.code(), refused.sentence());
    }
  }

  private static void log(String path, Throwable failure) {
    boolean logged =
        ForeignCode.call(() -> {
          LOG.error("The request for {} failed", path, failure);
          return true;
        })
            instanceof Returned;
    if (!logged) {
      var _ =
          ForeignCode.call(() -> {
            LOG.error("The request for {} failed: {}", path, failure.getClass());
            return true;
          });
    }
  }
}
