package io.zoetrope.web.http;

import io.netty.handler.codec.DateFormatter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.zoetrope.core.camera.CameraState.Retrying;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** What is answered instead of the pictures of a camera that fails. Event loop only. */
public final class FailingCamera {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private FailingCamera() {}

  /** Says why it fails, and when to ask again. */
  public static void answer(HttpServerResponse response, Retrying retrying) {
    if (!response.headWritten()) {
      String next = DateFormatter.format(Date.from(retrying.nextAttempt()));
      response.putHeader(HttpHeaders.RETRY_AFTER, next);
    }
    Responses.error(response, new RefusedException(503, "camera_failing", sentence(retrying)));
  }

  private static String sentence(Retrying retrying) {
    return "The camera has failed; the next attempt is at %s: %s"
        .formatted(TIME.format(retrying.nextAttempt()), retrying.reason());
  }
}
