package com.example.ajaxadd;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole numbers in a query such as {@code a=1&b=2}; of a name that is there twice, the first.
 */
record Numbers(Map<String, String> texts) {
  /** Longer ones are no numbers: adding is quick, but to write down a million digits is not. */
  private static final int MOST_DIGITS = 4300;

  static Numbers of(String rawQuery) {
    Map<String, String> texts = new HashMap<>();
    for (String pair : (rawQuery == null ? "" : rawQuery).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        texts.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Numbers(texts);
  }

  /** What is missing, or no whole number, counts as 0. */
  BigInteger get(String name) {
    String text = texts.getOrDefault(name, "").strip();
    return text.matches("[+-]?[0-9]{1," + MOST_DIGITS + "}")
        ? new BigInteger(text)
        : BigInteger.ZERO;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
