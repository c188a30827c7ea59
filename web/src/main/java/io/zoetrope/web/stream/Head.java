package io.zoetrope.web.stream;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.zoetrope.web.http.EntityTags;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The head of an answer, as it is sent. Immutable. */
record Head(StreamedResponse response, Optional<String> tag, boolean gzip) {

  static Head of(StreamedResponse response, boolean gzip) {
    // Weak: compressed again, it may be other bytes.
    Optional<String> tag =
        response.tag().map(text -> "W/\"%s%s\"".formatted(text, gzip ? "-gzip" : ""));
    return new Head(response, tag, gzip);
  }

  /** Whether a client that sends this as {@code If-None-Match} has the content. */
  boolean isKnown(@Nullable String tags) {
    return tag.isPresent() && EntityTags.isKnown(tags, tag.get());
  }

  void addTo(HttpServerResponse to, Map<String, String> more) {
    to.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("x-content-type-options", "nosniff")
        // nginx would otherwise store what its client does not take yet.
        .putHeader("x-accel-buffering", "no")
        .putHeader(HttpHeaders.VARY, "accept-encoding")
        .putHeader(HttpHeaders.CONTENT_TYPE, response.mediaType());
    if (gzip) {
      to.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    tag.ifPresent(text -> to.putHeader(HttpHeaders.ETAG, text));
    response.headers().forEach(to::putHeader);
    more.forEach(to::putHeader);
  }
}
