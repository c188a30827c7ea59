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
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.http.Responses;
import java.time.Duration;

/**
 * Single pictures, taken after they were asked for. Event loop only.
 *
 * @param patience how long to wait for a picture that is new enough
 */
public record SnapshotRoutes(
    CameraChoice cameras, Renditions renditions, Timekeeper time, Duration patience) {

  public void addTo(Router router) {
    Endpoint.picture(router, "/cameras/:id/snapshot.jpg", cameras.streamByPath(this::serve));
  }

  /**
   * Answers with one picture, captured after the request unless {@code max_age} allows an older
   * one. A rate means nothing here.
   */
  public void serve(RoutingContext context, Camera camera) throws RefusedException {
    RenditionKey asked = RenditionParams.read(context).atAnyRate();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      context
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "image/jpeg")
          .putHeader(HttpHeaders.CACHE_CONTROL, Responses.NO_STORE)
          .end();
      return;
    }
    long notBeforeNanos = time.nanoTime() - maxAge(context).toNanos();
    new SnapshotViewer(context, renditions, camera, asked, notBeforeNanos).await(patience);
  }

  private static Duration maxAge(RoutingContext context) throws RefusedException {
    String text = context.queryParam("max_age").stream().findFirst().orElse("");
    try {
      return text.isBlank()
          ? Duration.ZERO
          : Duration.ofMillis(Math.clamp(Long.parseLong(text), 0, 3_600_000));
    } catch (NumberFormatException e) {
      throw new RefusedException(
          400, "bad_max_age", "max_age is an age in milliseconds, as in max_age=2000.");
    }
  }
}
