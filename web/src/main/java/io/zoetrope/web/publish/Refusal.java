package io.zoetrope.web.publish;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.web.http.Responses;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Why somebody may not publish.
 *
 * @param status of the answer to a request
 * @param code for programs
 * @param message a sentence for people
 */
record Refusal(int status, String code, String message) {
  private static final ForeignCode FAULTS = new ForeignCode("Publishing");

  static final Refusal FAULT =
      new Refusal(500, "internal_error", "The server has a fault; its log says more.");

  static final Refusal TOO_LARGE =
      new Refusal(
          413,
          "message_too_large",
          "A message has at most %d MB.".formatted(PublishRoutes.MOST_MESSAGE_BYTES >> 20));

  /** What to say of anything that a driver has thrown; the log has what is a fault. */
  static Refusal of(Throwable cause) {
    return switch (cause) {
      case PublishingRefusedException refused -> of(refused);
      case IOException unfit ->
          new Refusal(400, "no_pictures", "This cannot be published: " + sentence(unfit));
      case TimeoutException late ->
          new Refusal(503, "driver_silent", "The camera's driver " + sentence(late));
      default -> {
        FAULTS.report(cause);
        yield FAULT;
      }
    };
  }

  private static Refusal of(PublishingRefusedException refused) {
    String message = sentence(refused);
    return switch (refused.reason()) {
      case KEY -> new Refusal(401, "key_needed", message);
      case BUSY -> new Refusal(409, "busy", message);
      case REPLACED -> new Refusal(409, "taken_over", message);
    };
  }

  /** Says so over HTTP; the connection ends with it. */
  void answer(RoutingContext context) {
    if (status == 401 && !context.response().headWritten()) {
      context.response().putHeader("www-authenticate", "Bearer");
    }
    Responses.refuse(context, status, code, message);
  }

  /** With which a WebSocket is closed: the status in the range for private use. */
  short closeCode() {
    return (short) (4000 + status);
  }

  static String sentence(Exception cause) {
    String message = String.valueOf(cause.getMessage());
    return ".?!)".indexOf(message.charAt(message.length() - 1)) >= 0 ? message : message + ".";
  }
}
