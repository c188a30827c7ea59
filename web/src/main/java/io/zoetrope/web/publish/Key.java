package io.zoetrope.web.publish;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What a publisher knows. Any thread. */
final class Key {
  private static final String BEARER = "bearer ";

  private Key() {}

  /** The key of the address or of the header {@code Authorization}; empty without one. */
  static String of(HttpServerRequest request) {
    String inAddress = request.getParam("key");
    if (inAddress != null) {
      return inAddress;
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }
}
