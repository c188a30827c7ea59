package io.zoetrope.web.stream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header of this name. */
final class AcceptEncoding {

  private AcceptEncoding() {}

  /** Whether a client that sends this likes gzip at least as well as no compression. */
  static boolean prefersGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    double gzip = -1;
    double identity = -1;
    double others = -1;
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] words = part.split(";", 2);
      double quality = words.length == 1 ? 1 : quality(words[1]);
      switch (words[0].strip()) {
        case "gzip", "x-gzip" -> gzip = quality;
        case "identity" -> identity = quality;
        case "*" -> others = quality;
        default -> {}
      }
    }
    double liked = gzip >= 0 ? gzip : others;
    return liked > 0 && liked >= identity;
  }

  private static double quality(String parameter) {
    String text = parameter.replace(" ", "");
    if (!text.startsWith("q=")) {
      return 1;
    }
    try {
      return Double.parseDouble(text.substring(2));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
