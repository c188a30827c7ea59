package io.zoetrope.drivers.exec;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into its words. Quotes and backslashes are taken as a shell takes them; nothing
 * else is: no variables, no pipes, no patterns.
 */
final class CommandWords {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private CommandWords() {}

  static List<String> split(String command) {
    CommandWords splitter = new CommandWords();
    splitter.read(command);
    return List.copyOf(splitter.words);
  }

  private void read(String command) {
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char next = command.charAt(i);
      if (quote == '\'' ? next == quote : quote == '"' && next == quote) {
        quote = 0;
      } else if (quote == 0 && (next == '\'' || next == '"')) {
        quote = next;
        inWord = true;
      } else if (next == '\\'
          && i + 1 < command.length()
          && escapes(quote, command.charAt(i + 1))) {
        append(command.charAt(++i));
      } else if (quote == 0 && Character.isWhitespace(next)) {
        endWord();
      } else {
        append(next);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    endWord();
  }

  private static boolean escapes(char quote, char escaped) {
    return quote == 0 || (quote == '"' && (escaped == '"' || escaped == '\\'));
  }

  private void append(char next) {
    word.append(next);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
