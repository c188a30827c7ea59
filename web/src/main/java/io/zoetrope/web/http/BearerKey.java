package io.zoetrope.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

<<<<<<<< HEAD:web/src/main/java/io/zoetrope/web/http/BearerKey.java
/** The key in the header {@code Authorization}. Any thread. */
public final class BearerKey {
  private static final String BEARER = "bearer ";

  private BearerKey() {}
========
/** What a publisher knows. Any thread. */
final class PublishingKey {
  private static final String BEARER = "bearer ";

  private PublishingKey() {}
>>>>>>>> 71d7779d (Merge the face of a camera with its life, and what only forwards with what it forwarded to):web/src/main/java/io/zoetrope/web/publish/PublishingKey.java

  /** Empty without one. */
  public static String of(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }
}
