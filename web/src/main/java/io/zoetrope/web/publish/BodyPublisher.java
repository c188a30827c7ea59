package io.zoetrope.web.publish;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.web.http.BodyPipe;
import io.zoetrope.web.http.OnLoop;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.http.SenderGoneException;
import io.zoetrope.web.http.SilentSenderException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the body of one request. Begun and answered on the event loop; the body is read by a
 * virtual thread of its own.
 */
final class BodyPublisher implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(BodyPublisher.class);

  private final RoutingContext context;
  private final Context loop;
  private final BodyPipe body;
  private final boolean measured;

  private BodyPublisher(RoutingContext context, Duration patience) {
    this.context = context;
    this.loop = context.vertx().getOrCreateContext();
    this.body = new BodyPipe(context.request(), loop, patience);
    this.measured = context.request().headers().contains(HttpHeaders.CONTENT_LENGTH);
  }

  static void begin(
      RoutingContext context, String cameraId, PublishPoint point, Duration patience) {
    HttpServerRequest request = context.request();
    BodyPublisher publisher = new BodyPublisher(context, patience);
    switch (ForeignCode.call(() -> point.begin(publisher, Key.of(request)))) {
      case Returned<Publication>(Publication publication) ->
          publisher.start(request, cameraId, publication);
      case Threw<Publication>(Throwable cause) -> {
        publisher.body.close();
        publisher.failed(cause);
      }
    }
  }

  private void start(HttpServerRequest request, String cameraId, Publication publication) {
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      var _ = context.response().writeContinue();
    }
    Thread thread =
        Thread.ofVirtual().name("publisher-" + cameraId).unstarted(() -> publish(publication));
    if (ForeignCode.call(() -> started(thread)) instanceof Threw<Boolean>(Throwable cause)) {
      publication.close();
      body.close();
      failed(cause);
    }
  }

  @Override
  public void watchedChanged() {
    // A body has no way to be told.
  }

  @Override
  public void replaced() {
    body.cutShort(
        new PublishingRefusedException(
            PublishingRefusedException.Reason.REPLACED,
            "Another publisher has taken this camera over."));
  }

  private static boolean started(Thread thread) {
    thread.start();
    return true;
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
      case Threw<Publication.Taken>(Throwable cause) -> failed(cause);
    }
  }

  private void failed(Throwable cause) {
    OnLoop.run(loop, () -> fail(cause));
    if (!(cause instanceof IOException)) {
      LOG.error("Publishing failed", cause);
    }
  }

  private void succeed(Publication.Taken taken) {
    Responses.json(
        context,
        200,
        new JsonObject().put("pictures", taken.pictures()).put("dropped", taken.dropped()));
  }

  private void fail(Throwable cause) {
    switch (cause) {
      case SenderGoneException _ -> {}
      case PublishingRefusedException refused -> Refusal.of(refused).answer(context);
      case SilentSenderException silent ->
          Responses.refuse(context, 408, "silent_publisher", Refusal.sentence(silent));
      case IOException unfit ->
          Responses.refuse(
              context, 400, "no_pictures", "This cannot be published: " + Refusal.sentence(unfit));
      default -> Refusal.FAULT.answer(context);
    }
  }
}
