package streamkata.grader.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers sorted into few levels, each beginning the same number of times higher than the one
 * before.
 *
 * @param begins the least number of each level, rising
 */
public record Levels(List<Integer> begins) {

  private static final int MOST = 5;

  /** Levels for numbers from the least, 1 or more, to about the most. */
  static Levels between(int least, int most) {
    double times = (double) Math.max(least, most) / least;
    return new Levels(
        IntStream.range(0, MOST)
            .map(i -> (int) Math.round(least * Math.pow(times, (double) i / MOST)))
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
      return first + " or more";
    }
    int last = begins.get(level + 1) - 1;
    return first == last ? Integer.toString(first) : first + " to " + last;
  }

  /**
   * The numbers of all levels.
   *
   * @return the numbers of each, with commas between them
   */
  public String names() {
    return IntStream.range(0, count()).mapToObj(this::name).collect(Collectors.joining(", "));
  }
}
