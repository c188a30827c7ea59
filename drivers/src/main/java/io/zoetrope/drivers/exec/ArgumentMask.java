package io.zoetrope.drivers.exec;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes a command's arguments out of what it says: any of them may be a secret. */
final class ArgumentMask {
  /** Shorter ones are no secrets, and would take half of any sentence with them. */
  private static final int SHORTEST = 4;

  private final List<String> hidden;

  ArgumentMask(List<String> words) {
    hidden =
        words.stream()
            .skip(1)
            .flatMap(word -> Stream.of(word, word.substring(word.indexOf('=') + 1)))
            .filter(word -> word.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String masked(String text) {
    String masked = text;
    for (String secret : hidden) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
