package io.zoetrope.web.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import java.util.Map;
import java.util.Set;

/**
 * The page at {@code /}, those of tasks and events, the one that makes a phone a camera, and the
 * files they are made of. All their addresses are relative, so any prefix will do. Shared by all
 * event loops.
 */
public final class PageRoutes {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'";

  private final PageFiles files = PageFiles.load();
  private final Map<String, PageFile> pages;
  private final String securityPolicy;

  /**
   * Makes the routes.
   *
   * @param published the ids of those that somebody else sends pictures to
   */
  public PageRoutes(SiteNav nav, Cameras cameras, Set<String> published, FrameAncestors embed) {
    this.pages =
        Map.of(
            "index.html",
            page(
                "index.html", nav.links("", "cameras"), CameraLinks.html(cameras.all(), published)),
            "tasks.html",
            page("tasks.html", nav.links("", "tasks"), nav.instead("tasks")),
            "events.html",
            page("events.html", nav.links("", "events"), nav.instead("events")),
            "publish.html",
            page("publish.html", nav.links("../", ""), ""));
    this.securityPolicy = CONTENT_SECURITY_POLICY + "; " + embed.directive();
  }

  private PageFile page(String name, String links, String withoutScript) {
    return files
        .find(name)
        .orElseThrow()
        .with(Map.of("links", links, "without script", withoutScript));
  }

  public void addTo(Router router) {
    // The page asks for ?asset=NAME where it cannot know its own path yet.
    Endpoint.get(
        router,
        "/",
        context ->
            send(context, context.queryParam("asset").stream().findFirst().orElse("index.html")));
    Endpoint.get(router, "/index.html", context -> send(context, "index.html"));
    Endpoint.get(router, "/favicon.ico", context -> send(context, "favicon.svg"));
    Endpoint.get(router, "/tasks", context -> sendPage(context, "tasks"));
    Endpoint.get(router, "/events", context -> sendPage(context, "events"));
    Endpoint.get(router, "/publish/:id", this::sendPublishPage);
    Endpoint.picture(router, "/" + PlayerScript.NAME, this::sendPlayer);
    Endpoint.get(
        router,
        "/assets/:name",
        context -> send(context, String.valueOf(context.pathParam("name"))));
  }

  private void sendPage(RoutingContext context, String name) throws RefusedException {
    if (String.valueOf(context.request().path()).endsWith("/")) {
      redirect(context, "../" + name);
    } else {
      send(context, name + ".html");
    }
  }

  /** The addresses in a page are relative to its folder. */
  private static void redirect(RoutingContext context, String address) {
    context.response().setStatusCode(301).putHeader(HttpHeaders.LOCATION, address).end();
  }

  /** A module of another site is fetched like data, so it must be readable there. */
  private void sendPlayer(RoutingContext context) throws RefusedException {
    context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    send(context, PlayerScript.NAME);
  }

  private void sendPublishPage(RoutingContext context) throws RefusedException {
    String id = String.valueOf(context.pathParam("id"));
    if (id.chars().anyMatch(Character::isISOControl)) {
      // It would go into a header.
      throw new RefusedException(400, "bad_request", "No camera has such a name.");
    }
    if (String.valueOf(context.request().path()).endsWith("/")) {
      redirect(context, "../" + Html.segment(id));
    } else {
      context.response().putHeader("permissions-policy", "camera=(self)");
      send(context, "publish.html");
    }
  }

  private void send(RoutingContext context, String name) throws RefusedException {
    PageFile file = pages.getOrDefault(name, files.find(name).orElse(null));
    if (file == null) {
      throw new RefusedException(404, "not_found", "There is no such file.");
    }
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.ETAG, file.etag())
            .putHeader("content-security-policy", securityPolicy)
            .putHeader("referrer-policy", "same-origin");
    // Proxies that compress mark the tag as weak, and it may be one of a list.
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(file.etag())) {
      response.setStatusCode(304).end();
    } else {
      response.end(Buffer.buffer(file.bytes()));
    }
  }
}
