package io.zoetrope.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A path that can be read and perhaps written, with all its methods answered properly. */
public final class Endpoint {
  private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);

  private Endpoint() {}

  /**
   * Adds a path to the router.
   *
   * @param onRead answers GET and HEAD; for HEAD it must send the same head and no body
   */
  public static void get(Router router, String path, Responder<RoutingContext> onRead) {
    add(router, path, READING, "Use GET here, not %s.", onRead);
  }

  /**
   * Adds a path that the pages of other sites may show, as dashboards do with pictures.
   *
   * @param onRead as with {@link #get}
   */
  public static void picture(Router router, String path, Responder<RoutingContext> onRead) {
    get(
        router,
        path,
        context -> {
          SecurityHeaders.allowOtherSites(context.response());
          onRead.respond(context);
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
      Responder<RoutingContext> onRead,
      Responder<RoutingContext> onOther) {
    List<HttpMethod> methods = List.of(HttpMethod.GET, HttpMethod.HEAD, other);
    String instead =
        other.equals(HttpMethod.PUT)
            ? "Use GET or PUT here, not %s."
            : "Use one of these methods: " + listed(methods) + ", not %s.";
    add(
        router,
        path,
        methods,
        instead,
        context -> {
          if (context.request().method().equals(other)) {
            RequestOrigin.check(context.request());
            onOther.respond(context);
          } else {
            onRead.respond(context);
          }
        });
  }

  /**
   * Adds a path for these methods.
   *
   * @param instead what somebody is told who uses another method, {@code %s}
   */
  public static void add(
      Router router,
      String path,
      List<HttpMethod> methods,
      String instead,
      Responder<RoutingContext> onRequest) {
    router
        .route(path)
        .handler(context -> {
          SecurityHeaders.putOn(context.response());
          HttpMethod method = context.request().method();
          try {
            if (methods.contains(method)) {
              onRequest.respond(context);
              return;
            }
            context.response().putHeader(HttpHeaders.ALLOW, listed(methods));
            if (!method.equals(HttpMethod.OPTIONS)) {
              throw new RefusedException(
                  405, "method_not_allowed", instead.formatted(method.name()));
            }
            context.response().setStatusCode(204).end();
          } catch (RefusedException e) {
            if (READING.contains(method)) {
              Responses.error(context.response(), e);
            } else {
              Responses.refuse(context.request(), e);
            }
          }
        });
  }

  private static String listed(List<HttpMethod> methods) {
    return Stream.concat(methods.stream(), Stream.of(HttpMethod.OPTIONS))
        .map(HttpMethod::name)
        .collect(Collectors.joining(", "));
  }
}
