package io.zoetrope.drivers.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits a command into words as a shell does, without variables, pipes or patterns. */
final class CommandWords {
  private static final Pattern PIECE =
      Pattern.compile(
          """
          (?<space>\\p{javaWhitespace}+)
          |'(?<single>[^']*+)'
          |"(?<double>(?:[^"\\\\]++|\\\\["\\\\]|\\\\)*+)"
          |\\\\(?<escaped>.)
          |(?<plain>[^\\p{javaWhitespace}'"\\\\]++|\\\\\\z)
          """,
          Pattern.COMMENTS | Pattern.DOTALL);

  private CommandWords() {}

  static List<String> split(String command) {
    List<String> words = new ArrayList<>();
    Matcher piece = PIECE.matcher(command);
    boolean inWord = false;
    for (int at = 0; at < command.length(); at = piece.end()) {
      if (!piece.region(at, command.length()).lookingAt()) {
        throw new IllegalArgumentException("a quote is not closed");
      }
      boolean space = piece.group("space") != null;
      if (!space) {
        words.add((inWord ? words.removeLast() : "") + text(piece));
      }
      inWord = !space;
    }
    return List.copyOf(words);
  }

  private static String text(Matcher piece) {
    String quoted = piece.group("double");
    return quoted != null
        ? quoted.replaceAll("\\\\([\"\\\\])", "$1")
        : Stream.of("single", "escaped", "plain")
            .map(piece::group)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
  }
}
