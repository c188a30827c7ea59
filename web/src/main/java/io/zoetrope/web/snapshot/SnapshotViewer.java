package io.zoetrope.web.snapshot;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.EpochSeconds;
import io.zoetrope.web.http.FailingCamera;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a camera until it shows a picture that is new enough. Called on the request's event loop
 * only.
 */
final class SnapshotViewer implements Viewer {
  private final RoutingContext context;
  private final Renditions renditions;
  private final Camera camera;
  private final RenditionKey asked;
  private final long notBeforeNanos;
  private @Nullable ViewerPlace place;
  private long timer;
  private boolean done;

  SnapshotViewer(
      RoutingContext context,
      Renditions renditions,
      Camera camera,
      RenditionKey asked,
      long notBeforeNanos) {
    this.context = context;
    this.renditions = renditions;
    this.camera = camera;
    this.asked = asked;
    this.notBeforeNanos = notBeforeNanos;
  }

  void await(Duration patience) throws RefusedException {
    ContextInternal loop = (ContextInternal) context.vertx().getOrCreateContext();
    try {
      place = renditions.join(camera, asked, this, loop.nettyEventLoop());
    } catch (RenditionRefusedException e) {
      throw RenditionParams.refused(e.fault());
    }
    timer = context.vertx().setTimer(patience.toMillis(), _ -> giveUp(patience));
    ResponseEnd.then(context, this::finish);
  }

  @Override
  public void show(Frame frame, Subscription through) {
    if (done) {
      through.close();
    } else if (frame.placeholder()) {
      noticed(through);
    } else if (frame.capturedNanos() - notBeforeNanos >= 0) {
      finish();
      answer(frame);
    } else {
      through.ready();
    }
  }

  @Override
  public boolean isBrief() {
    return true;
  }

  private void noticed(Subscription through) {
    if (camera.state() instanceof Retrying retrying) {
      finish();
      FailingCamera.answer(context.response(), retrying);
      return;
    }
    Optional<RenditionFault> fault = renditions.fault(camera, asked);
    if (fault.isPresent()) {
      finish();
      Responses.error(context.response(), RenditionParams.refused(fault.get()));
    } else if (camera.stream().trackKinds().filter(kinds -> !kinds.video()).isPresent()) {
      finish();
      Responses.error(
          context.response(),
          new RefusedException(
              501, "no_video", "This camera sends sound only: there is no picture of it."));
    } else {
      // The placeholder is of a failure that is over; what it says is not true any more.
      through.ready();
    }
  }

  private void answer(Frame frame) {
    HttpServerResponse response = context.response();
    if (ResponseEnd.isOver(response)) {
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "image/jpeg")
        .putHeader(HttpHeaders.CACHE_CONTROL, Responses.NO_STORE)
        .putHeader("x-timestamp", EpochSeconds.format(frame.capturedAt()));
    frame.retain();
    // The buffer wraps the frame's bytes without a reference of its own: ours lasts until they are
    // sent.
    response.end(BufferInternal.buffer(frame.data())).onComplete(_ -> frame.release());
  }

  private void giveUp(Duration patience) {
    finish();
    Responses.error(
        context.response(),
        new RefusedException(
            504,
            "no_picture",
            "The camera delivered no picture within " + patience.toSeconds() + " s."));
  }

  private void finish() {
    done = true;
    context.vertx().cancelTimer(timer);
    if (place != null) {
      place.close();
    }
  }
}
