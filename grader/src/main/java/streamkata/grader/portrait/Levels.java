package streamkata.grader.portrait;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers sorted into few levels, each beginning the same number of times higher than the one
 * before.
 *
 * @param begins the least number of each level, rising, the first 1
 */
record Levels(List<Integer> begins) {

  private static final int MOST = 5;

  /** Levels for numbers from 1 to about so many. */
  static Levels upTo(int most) {
    return new Levels(
        IntStream.range(0, MOST)
            .map(i -> (int) Math.round(Math.pow(Math.max(1, most), (double) i / MOST)))
            .distinct()
            .boxed()
            .toList());
  }

  int count() {
    return begins.size();
  }

  /** The level of a number, from 0. */
  int of(int number) {
    return (int) begins.stream().skip(1).filter(begin -> number >= begin).count();
  }

  /** The numbers of a level, as a legend says it. */
  String name(int level) {
    int first = begins.get(level);
    if (level == count() - 1) {
      return first == 1 ? "1 or more" : first + " or more";
    }
    int last = begins.get(level + 1) - 1;
    return first == last ? Integer.toString(first) : first + " to " + last;
  }
}
