package streamkata.grader.mutants;

import java.util.HashMap;
import java.util.Map;

/** Maps in which each is the other of the other. */
final class Pairs {

  private Pairs() {}

  static <T> Map<T, T> both(Map<T, T> pairs) {
    Map<T, T> both = new HashMap<>(pairs);
    pairs.forEach((one, other) -> both.put(other, one));
    return Map.copyOf(both);
  }
}
