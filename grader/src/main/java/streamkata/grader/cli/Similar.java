package streamkata.grader.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a word was meant to be. */
final class Similar {

  private static final int MOST_MISTAKES = 2;

  private Similar() {}

  /**
   * The most similar word: one of which a part was typed, or one with few typing mistakes.
   *
   * @param typed what was typed, in any case
   * @param words what there is, in lower case
   */
  static Optional<String> to(String typed, Collection<String> words) {
    String word = typed.toLowerCase(Locale.ROOT);
    Optional<String> byMistake =
        words.stream()
            .filter(other -> mistakes(word, other) <= Math.min(MOST_MISTAKES, other.length() / 2))
            .min(Comparator.comparingInt(other -> mistakes(word, other)));
    return byMistake
        .or(() -> beginning(word, words))
        .or(
            () ->
                words.stream()
                    .filter(other -> word.length() > 2 && other.contains(word))
                    .findFirst());
  }

  /** The word whose first part, before a dash, was typed with few mistakes. */
  private static Optional<String> beginning(String word, Collection<String> words) {
    return words.stream()
        .filter(other -> other.contains("-"))
        .filter(other -> mistakes(word, firstPart(other)) <= MOST_MISTAKES - 1)
        .findFirst();
  }

  private static String firstPart(String word) {
    return word.substring(0, word.indexOf('-'));
  }

  /**
   * The distance of Damerau and Levenshtein in its restricted form: letters that are missing, too
   * many, others, or swapped with their neighbour.
   */
  static int mistakes(String a, String b) {
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        distance[i][j] =
            Math.min(
                distance[i - 1][j - 1] + other,
                1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        boolean isSwapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (isSwapped) {
          distance[i][j] = Math.min(distance[i][j], 1 + distance[i - 2][j - 2]);
        }
      }
    }
    return distance[a.length()][b.length()];
  }
}
