package io.zoetrope.web.publish;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.web.http.RefusedException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Why somebody may not publish, and how a WebSocket is closed. Any thread. */
final class Refusal {
  private static final ForeignCode FAULTS = new ForeignCode("Publishing");

  private Refusal() {}

  static RefusedException tooLarge() {
    return new RefusedException(
        413,
        "message_too_large",
        "A message has at most %d MB.".formatted(PublishRoutes.MOST_MESSAGE_BYTES >> 20));
  }

  static PublishingRefusedException replaced() {
    return new PublishingRefusedException(
        PublishingRefusedException.Reason.REPLACED,
        "Another publisher has taken this camera over.");
  }

  /** What to say of anything that a driver has thrown; the log has what is a fault. */
  static RefusedException of(Throwable cause) {
    return switch (cause) {
      case PublishingRefusedException refused -> of(refused);
      case IOException unfit ->
          new RefusedException(
              400, "no_pictures", "This cannot be published: " + unfit.getMessage());
      case TimeoutException late ->
          new RefusedException(503, "driver_silent", "The camera's driver " + late.getMessage());
      default -> {
        FAULTS.report(cause);
        yield RefusedException.fault();
      }
    };
  }

  static RefusedException of(PublishingRefusedException refused) {
    String message = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case KEY -> new RefusedException(401, "key_needed", message);
      case BUSY -> new RefusedException(409, "busy", message);
      case REPLACED -> new RefusedException(409, "taken_over", message);
    };
  }

  /** With which a WebSocket is closed: the status in the range for private use. */
  static short closeCode(RefusedException refused) {
    return (short) (4000 + refused.status());
  }
}
