package io.zoetrope.web.publish;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.BodyPipe;
import io.zoetrope.web.http.OnLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.http.UploadAbortedException;
import io.zoetrope.web.http.UploadTimeoutException;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Publishes the body of one request. Begun and answered on the event loop; the body is read by a
 * thread for foreign code, because the driver may be a program's.
 */
final class BodyPublisher implements Publisher {
  private static final ForeignCode GUARD = new ForeignCode("A publication");

  private final RoutingContext context;
  private final Context loop;
  private final BodyPipe body;
  private final boolean measured;
  private boolean begun;

  private BodyPublisher(RoutingContext context, Duration patience) {
    this.context = context;
    this.loop = context.vertx().getOrCreateContext();
    this.body = new BodyPipe(context.request(), loop, patience);
    this.measured = context.request().headers().contains(HttpHeaders.CONTENT_LENGTH);
  }

  static void begin(RoutingContext context, PublishDoor door, Duration patience) {
    BodyPublisher publisher = new BodyPublisher(context, patience);
    ResponseEnd.then(context, publisher::answered);
    door.begin(context, publisher, publisher::begun);
  }

  private void begun(Outcome<Publication> outcome) {
    begun = true;
    switch (outcome) {
      case Returned<Publication>(Publication publication) -> start(publication);
      case Threw<Publication>(Throwable cause) -> {
        body.close();
        fail(cause);
      }
    }
  }

  private void start(Publication publication) {
    if (ResponseEnd.isOver(context.response())) {
      end(publication);
      return;
    }
    body.sayContinue();
    if (!GUARD.handOver(ForeignThreads.SHARED, () -> publish(publication))) {
      end(publication);
      Responses.refuse(context.request(), RefusedException.fault());
    }
  }

  private void end(Publication publication) {
    body.close();
    Runnable ending = () -> GUARD.run(publication::close);
    if (!GUARD.handOver(ForeignThreads.SHARED, ending)) {
      Thread _ = Thread.startVirtualThread(ending);
    }
  }

  /** By somebody else, it may be, before anything has begun. */
  private void answered() {
    if (!begun) {
      body.close();
    }
  }

  @Override
  public void watchedChanged() {
    // A body has no way back.
  }

  @Override
  public void replaced() {
    body.cutShort(Refusal.replaced());
  }

  private void publish(Publication publication) {
    Outcome<Publication.Taken> outcome =
        ForeignCode.call(() -> {
          try (publication;
              body) {
            return publication.publish(body, measured);
          }
        });
    switch (outcome) {
      case Returned<Publication.Taken>(Publication.Taken taken) ->
          OnLoop.run(loop, () -> succeed(taken));
      case Threw<Publication.Taken>(Throwable cause) -> OnLoop.run(loop, () -> fail(cause));
    }
  }

  private void succeed(Publication.Taken taken) {
    Responses.json(
        context,
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("pictures", taken.pictures())
            .put("dropped", taken.dropped()));
  }

  private void fail(Throwable cause) {
    switch (cause) {
      case UploadAbortedException _ -> {}
      case UploadTimeoutException silent ->
          Responses.refuse(
              context.request(),
              new RefusedException(408, "silent_publisher", String.valueOf(silent.getMessage())));
      default -> Responses.refuse(context.request(), Refusal.of(cause));
    }
  }
}
