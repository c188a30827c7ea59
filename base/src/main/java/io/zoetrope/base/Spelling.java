package io.zoetrope.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a misspelt word may have been meant to be. */
public final class Spelling {
  private static final int SHORTEST_BEGINNING = 3;

  private Spelling() {}

  /**
   * The known word that is at most two changes away, and fewer than half its letters; else the only
   * one that begins so.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    Optional<String> alike = alike(word, known);
    if (alike.isPresent() || word.length() < SHORTEST_BEGINNING) {
      return alike;
    }
    List<String> longer = known.stream().filter(each -> each.startsWith(word)).toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }

  private static Optional<String> alike(String word, Collection<String> known) {
    return known.stream()
        .filter(each -> changes(word, each) <= Math.min(2, (each.length() - 1) / 2))
        .min(Comparator.comparingInt(each -> changes(word, each)));
  }

  /** How many letters were left out, added, changed or swapped with their neighbour. */
  private static int changes(String from, String to) {
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        least[i][j] =
            Math.min(least[i - 1][j - 1] + same, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
        }
      }
    }
    return least[from.length()][to.length()];
  }
}
