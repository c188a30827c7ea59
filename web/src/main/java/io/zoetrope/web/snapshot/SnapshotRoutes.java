package io.zoetrope.web.snapshot;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.Optional;

/**
 * Single pictures, taken after they were asked for. Event loop only.
 *
 * @param patience how long to wait for a picture that is new enough
 */
public record SnapshotRoutes(
    CameraChoice cameras, Renditions renditions, Timekeeper time, Duration patience) {

  public void addTo(Router router) {
    Endpoint.picture(router, "/cameras/:id/snapshot.jpg", cameras.byPath(this::serve));
  }

  /**
   * Answers with one picture, captured after the request unless {@code max_age} allows an older
   * one. A rate means nothing here.
   */
  public void serve(RoutingContext context, Camera camera) {
    RenditionParams.read(context).ifPresent(asked -> serve(context, camera, asked.atAnyRate()));
  }

  private void serve(RoutingContext context, Camera camera, RenditionKey asked) {
    if (context.request().method().equals(HttpMethod.HEAD)) {
      context
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "image/jpeg")
          .putHeader(HttpHeaders.CACHE_CONTROL, Responses.NO_STORE)
          .end();
      return;
    }
    Optional<Duration> maxAge;
    try {
      maxAge = maxAge(context);
    } catch (NumberFormatException e) {
      Responses.error(
          context, 400, "bad_max_age", "max_age is an age in milliseconds, as in max_age=2000.");
      return;
    }
    long notBeforeNanos = time.nanoTime() - maxAge.orElse(Duration.ZERO).toNanos();
    new SnapshotViewer(context, renditions, camera, asked, notBeforeNanos).await(patience);
  }

  private static Optional<Duration> maxAge(RoutingContext context) {
    return context.queryParam("max_age").stream()
        .findFirst()
        .filter(text -> !text.isBlank())
        .map(text -> Duration.ofMillis(Math.clamp(Long.parseLong(text), 0, 3_600_000)));
  }
}
