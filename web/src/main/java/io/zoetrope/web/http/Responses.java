package io.zoetrope.web.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.connection.ErrorJson;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.UnreadBody;
import tools.jackson.databind.JsonNode;

/** Complete answers. Event loop only. */
public final class Responses {
  /** Nothing on the way may keep what is live. */
  public static final String NO_STORE = "no-store, no-cache, must-revalidate, max-age=0";

  private Responses() {}

  public static void json(RoutingContext context, int status, JsonNode body) {
    json(context, status, body.toString());
  }

  /** Answers with what is JSON already. */
  public static void json(RoutingContext context, int status, String body) {
    var _ = json(context.response(), status, body);
  }

  private static Future<Void> json(HttpServerResponse response, int status, String body) {
    if (ResponseEnd.isOver(response) || response.headWritten()) {
      return Future.failedFuture("Somebody else has answered");
    }
    return response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .end(body);
  }

  public static void error(HttpServerResponse response, RefusedException refused) {
    var _ = send(response, refused);
  }

  private static Future<Void> send(HttpServerResponse response, RefusedException refused) {
    return json(response, refused.status(), ErrorJson.of(refused.code(), refused.sentence()));
  }

  /**
   * Says why not, whatever the client still wants to send: the connection ends with the answer, or,
   * where other requests share it, the request's stream does. Somebody else may have answered.
   */
  public static void refuse(HttpServerRequest request, RefusedException refused) {
    HttpServerResponse response = request.response();
    if (!ResponseEnd.isOver(response) && !response.headWritten()) {
      switch (refused.status()) {
        case 401 -> response.putHeader("www-authenticate", "Bearer");
        case 503 -> response.putHeader(HttpHeaders.RETRY_AFTER, "5");
        default -> {}
      }
      if (!request.isEnded()) {
        closeAfter(request);
      }
    }
    UnreadBody.ignore(request, send(response, refused));
  }

  /** Says that the connection ends with the answer, unless other requests share it. */
  public static void closeAfter(HttpServerRequest request) {
    if (!RequestChannel.isShared(request)) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
  }
}
