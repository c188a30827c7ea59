package io.zoetrope.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/** One file of the pages, in memory. Immutable. */
final class PageFile {
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final String name;
  private final String mediaType;
  private final byte[] bytes;
  private final String etag;

  PageFile(String name, byte[] bytes) {
    this.name = name;
    this.mediaType =
        MEDIA_TYPES.getOrDefault(
            name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    this.bytes = bytes.clone();
    this.etag = "\"%08x-%x\"".formatted(Arrays.hashCode(bytes), bytes.length);
  }

  /** This file with the marks {@code <!-- MARK -->} in it replaced. */
  PageFile with(Map<String, String> byMark) {
    String text = new String(bytes, UTF_8);
    for (Map.Entry<String, String> mark : byMark.entrySet()) {
      text = text.replace("<!-- " + mark.getKey() + " -->", mark.getValue());
    }
    return new PageFile(name, text.getBytes(UTF_8));
  }

  String mediaType() {
    return mediaType;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String etag() {
    return etag;
  }
}
