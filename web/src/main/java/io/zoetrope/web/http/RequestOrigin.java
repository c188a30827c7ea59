package io.zoetrope.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells pages of other sites, which act with their visitor's reach, from our own. Any thread. */
public final class RequestOrigin {
  private static final Set<String> USUAL_PORTS = Set.of("http:80", "https:443");

  private RequestOrigin() {}

  /**
   * Refuses what a browser sends for a page from elsewhere. What is not a browser says nothing.
   * Only the Host header says where the page is at home, because that one is checked.
   */
  public static void check(HttpServerRequest request) throws RefusedException {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (isCrossSite(request)
        || (origin != null && !isSame(origin, request.getHeader(HttpHeaders.HOST)))) {
      throw new RefusedException(
          403,
          "foreign_origin",
          "A page of another site may not do this. If this is a page of Zoetrope's, let the proxy"
              + " pass on the Host header.");
    }
  }

  /** The same, but lets in the pages of sites that are listed. */
  public static void check(HttpServerRequest request, Predicate<String> listed)
      throws RefusedException {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && listed.test(origin)) {
      return;
    }
    try {
      check(request);
    } catch (RefusedException e) {
      String named = origin == null ? "its origin" : RefusedException.shortened(origin);
      throw new RefusedException(
          e.status(),
          e.code(),
          "A page of another site may watch here only if server.embed in zoetrope.yaml lists %s. If this is a page of Zoetrope's, let the proxy pass on the Host header."
              .formatted(named));
    }
  }

  /** Browsers leave the origin out of some requests, but not this (W3C Fetch Metadata). */
  private static boolean isCrossSite(HttpServerRequest request) {
    return request.headers().getAll("sec-fetch-site").stream()
        .anyMatch(site -> site.strip().equalsIgnoreCase("cross-site"));
  }

  static boolean isSame(String origin, @Nullable String host) {
    int slashes = origin.indexOf("://");
    if (host == null || slashes < 0) {
      return false;
    }
    String scheme = origin.substring(0, slashes);
    return authority(scheme, origin.substring(slashes + 3)).equals(authority(scheme, host));
  }

  private static String authority(String scheme, String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    return colon > 0 && USUAL_PORTS.contains(scheme + lower.substring(colon))
        ? lower.substring(0, colon)
        : lower;
  }
}
