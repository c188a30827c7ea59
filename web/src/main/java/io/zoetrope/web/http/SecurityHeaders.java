package io.zoetrope.web.http;

import io.vertx.core.http.HttpServerResponse;

/** What every response says to browsers about itself. Event loop only. */
public final class SecurityHeaders {
  private static final String RESOURCE_POLICY = "cross-origin-resource-policy";

  private SecurityHeaders() {}

  /** For all responses: a browser takes them for what they are, and shows them to no other site. */
  public static HttpServerResponse putOn(HttpServerResponse response) {
    return response
        .putHeader("x-content-type-options", "nosniff")
        .putHeader(RESOURCE_POLICY, "same-origin");
  }

  /** Lets the pages of other sites show what they cannot read. */
  static void allowOtherSites(HttpServerResponse response) {
    response.putHeader(RESOURCE_POLICY, "cross-origin");
  }
}
