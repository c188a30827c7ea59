package io.zoetrope.web.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A path that can be read and perhaps written, with all its methods answered properly. */
public final class Endpoint {
  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  private Endpoint() {}

  /**
   * Adds a path to the router.
   *
   * @param onRead answers GET and HEAD; for HEAD it must send the same head and no body
   */
  public static void get(Router router, String path, Handler<RoutingContext> onRead) {
    router.route(path).handler(context -> dispatch(context, onRead, ALLOWED));
  }

  /**
   * Adds a path that the pages of other sites may show, as dashboards do with pictures.
   *
   * @param onRead as with {@link #get}
   */
  public static void picture(Router router, String path, Handler<RoutingContext> onRead) {
    get(
        router,
        path,
        context -> {
          SecurityHeaders.allowOtherSites(context.response());
          onRead.handle(context);
        });
  }

  /** Adds a path whose handler answers all methods itself. */
  public static void any(Router router, String path, Handler<RoutingContext> onRequest) {
    router
        .route(path)
        .handler(context -> {
          SecurityHeaders.putOn(context.response());
          onRequest.handle(context);
        });
  }

  /**
   * Adds a path that takes one more method.
   *
   * @param onRead as with {@link #get}
   * @param onOther answers that method, except for the pages of other sites
   */
  public static void getAnd(
      HttpMethod other,
      Router router,
      String path,
      Handler<RoutingContext> onRead,
      Handler<RoutingContext> onOther) {
    router
        .route(other, path)
        .handler(context -> {
          SecurityHeaders.putOn(context.response());
          if (RequestOrigin.isForeign(context.request())) {
            RequestOrigin.refuse(context);
          } else {
            onOther.handle(context);
          }
        });
    router
        .route(path)
        .handler(context -> dispatch(context, onRead, "GET, HEAD, " + other.name() + ", OPTIONS"));
  }

  private static void dispatch(
      RoutingContext context, Handler<RoutingContext> onRead, String allowed) {
    SecurityHeaders.putOn(context.response());
    HttpMethod method = context.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      onRead.handle(context);
    } else if (method.equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, allowed).end();
    } else {
      context.response().putHeader(HttpHeaders.ALLOW, allowed);
      Responses.refuse(context, 405, "method_not_allowed", instead(allowed, method));
    }
  }

  private static String instead(String allowed, HttpMethod method) {
    if (allowed.equals(ALLOWED)) {
      return "Use GET here, not " + method.name() + ".";
    }
    return allowed.contains("PUT")
        ? "Use GET or PUT here, not " + method.name() + "."
        : "Use one of these methods: " + allowed + ", not " + method.name() + ".";
  }
}
