package io.zoetrope.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Complete answers. Event loop only. */
public final class Responses {
  /** Nothing on the way may keep what is live. */
  public static final String NO_STORE = "no-store, no-cache, must-revalidate, max-age=0";

  private Responses() {}

  public static void json(RoutingContext context, int status, JsonObject body) {
    json(context.response(), status, body.encode());
  }

  private static void json(HttpServerResponse response, int status, String body) {
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .end(body);
  }

  /** Answers with what is JSON already. */
  public static void json(RoutingContext context, int status, String body) {
    json(context.response(), status, body);
  }

  /**
   * Says what went wrong.
   *
   * @param code for programs: lower case, words joined by underscores
   * @param message for people: what to do next
   */
  public static void error(RoutingContext context, int status, String code, String message) {
    error(context.response(), status, code, message);
  }

  /** As above, for a request that has come to no route. */
  public static void error(HttpServerResponse response, int status, String code, String message) {
    if (response.ended() || response.headWritten()) {
      return;
    }
    json(
        response,
        status,
        new JsonObject()
            .put("error", new JsonObject().put("code", code).put("message", message))
            .encode());
  }

  /** Says why not. The connection ends with the answer, whatever the client still wants to send. */
  public static void refuse(RoutingContext context, int status, String code, String message) {
    refuse(context.request(), status, code, message);
  }

  /** As above, for a request that has come to no route. */
  public static void refuse(HttpServerRequest request, int status, String code, String message) {
    HttpServerResponse response = request.response();
    if (!response.headWritten()) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    error(response, status, code, message);
    UnreadBody.ignore(request);
  }
}
