package io.zoetrope.web.stream;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header of this name. */
final class AcceptEncoding {

  private AcceptEncoding() {}

  /** Whether a client that sends this likes gzip at least as well as no compression. */
  static boolean prefersGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    Map<String, Double> qualities = new HashMap<>();
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] words = part.split(";", 2);
      String name = words[0].strip().equals("x-gzip") ? "gzip" : words[0].strip();
      qualities.put(name, words.length == 1 ? 1 : quality(words[1]));
    }
    double gzip = qualities.getOrDefault("gzip", qualities.getOrDefault("*", -1.0));
    return gzip > 0 && gzip >= qualities.getOrDefault("identity", -1.0);
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
