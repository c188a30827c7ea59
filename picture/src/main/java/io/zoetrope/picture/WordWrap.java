package io.zoetrope.picture;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines of a fixed number of characters. */
final class WordWrap {
  private static final String ELLIPSIS = "…";

  private WordWrap() {}

  /** Breaks words that are longer than a line; an ellipsis replaces what does not fit. */
  static List<String> wrap(String text, int columns, int maxLines) {
    List<String> lines = breakUp(text.strip(), Math.max(1, columns));
    if (lines.size() <= maxLines) {
      return lines;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, Math.max(0, maxLines)));
    if (!kept.isEmpty()) {
      kept.addLast(withEllipsis(kept.removeLast(), Math.max(1, columns)));
    }
    return kept;
  }

  private static List<String> breakUp(String text, int columns) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() <= columns) {
        line.append(' ').append(word);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      int start = 0;
      for (; word.length() - start > columns; start += columns) {
        lines.add(word.substring(start, start + columns));
      }
      line.append(word, start, word.length());
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String withEllipsis(String line, int columns) {
    return line.substring(0, Math.min(line.length(), columns - 1)) + ELLIPSIS;
  }
}
