package io.zoetrope.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text in HTML. Any thread. */
final class Html {

  private Html() {}

  /** As the text of an element, or as the value of an attribute in double quotes. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
