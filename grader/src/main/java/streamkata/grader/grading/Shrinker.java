package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a small part of an input that still shows a fault, by leaving out ever smaller pieces
 * (delta debugging: A. Zeller and R. Hildebrandt, "Simplifying and Isolating Failure-Inducing
 * Input", IEEE Transactions on Software Engineering 28, 2002).
 */
final class Shrinker {

  private Shrinker() {}

  /** A part of a failing input that still fails, in the same order; perhaps all of it. */
  static <E> List<E> shrink(List<E> failing, Predicate<List<E>> fails, int mostTries) {
    List<E> smallest = failing;
    int tries = 0;
    int piece = Math.max(1, smallest.size() / 2);
    while (tries < mostTries) {
      boolean shrunk = false;
      for (int from = 0; from < smallest.size() && tries < mostTries; from += piece) {
        List<E> rest = new ArrayList<>(smallest.subList(0, from));
        rest.addAll(smallest.subList(Math.min(from + piece, smallest.size()), smallest.size()));
        tries++;
        if (!rest.isEmpty() && fails.test(rest)) {
          smallest = rest;
          shrunk = true;
          from -= piece;
        }
      }
      if (piece == 1 && !shrunk) {
        break;
      }
      piece = Math.max(1, Math.min(piece / 2, smallest.size() / 2));
    }
    return smallest;
  }
}
