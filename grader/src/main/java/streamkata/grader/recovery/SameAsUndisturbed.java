package streamkata.grader.recovery;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import streamkata.grader.kit.Refusal;
import streamkata.grader.recovery.Recording.Finding;

/**
 * Evidence of every other lab with state: a program that remembers prints, all in all, what it
 * prints when nobody disturbs it; one that has forgotten prints too little, or wrong results, or
 * everything again.
 */
final class SameAsUndisturbed implements Evidence {

  /** Some hours of the generated stream, at a speed that shows an hour in three seconds. */
  static final List<String> STREAM = List.of("--events", "150000");

  private static final long EVENTS_BEFORE_KILL = 50_000;
  private static final double ALL_AGAIN = 0.99;

  private final Pattern resultLine;
  private final Set<String> undisturbed;

  /**
   * Evidence by comparison.
   *
   * @param resultTypes the types of the results of the lab
   * @param undisturbed what the same program prints when nothing happens to it
   * @throws Refusal if none of it is a result
   */
  SameAsUndisturbed(Collection<Class<?>> resultTypes, List<String> undisturbed) {
    resultLine =
        Pattern.compile(
            resultTypes.stream()
                .map(SameAsUndisturbed::beginning)
                .collect(Collectors.joining("|")));
    this.undisturbed = new HashSet<>(undisturbed);
    this.undisturbed.removeIf(line -> !resultLine.matcher(line).lookingAt());
    if (this.undisturbed.isEmpty()) {
      throw new Refusal(
          "Undisturbed, the program printed no result, so nothing can show what it keeps. Grade it"
              + " first: ./kata test");
    }
  }

  /** What a record begins with when it is printed; what is no record is a number. */
  private static String beginning(Class<?> type) {
    return type.isRecord() ? type.getSimpleName() + "\\[" : "\\d+$";
  }

  @Override
  public Pattern resultLine() {
    return resultLine;
  }

  @Override
  public List<String> arguments() {
    return List.of("--events", STREAM.get(1), "--speed", "1200");
  }

  @Override
  public boolean isEnoughToLose(long position, PrintedResults results) {
    return position >= EVENTS_BEFORE_KILL && !results.lines().isEmpty();
  }

  @Override
  public boolean isEnoughAfter(Progress now, PrintedResults results) {
    return now.isFinished();
  }

  @Override
  public double share(List<PrintedResults> workers) {
    Set<String> found = new HashSet<>();
    workers.forEach(worker -> found.addAll(worker.lines()));
    found.retainAll(undisturbed);
    return (double) found.size() / undisturbed.size();
  }

  @Override
  public String shareName() {
    return "share of the expected results";
  }

  @Override
  public Finding compare(PrintedResults before, PrintedResults after) {
    Set<String> first = new HashSet<>(before.lines());
    Set<String> second = new HashSet<>(after.lines());
    Set<String> missing = new HashSet<>(undisturbed);
    missing.removeAll(first);
    final int expected = missing.size();
    if (expected == 0) {
      throw new Refusal(
          String.format(
              Locale.ROOT,
              "The program had printed all of its %,d results before the worker was killed, so"
                  + " nothing can show what it keeps. Grade it first: ./kata test",
              undisturbed.size()));
    }
    missing.removeAll(second);
    Set<String> wrong = new HashSet<>(second);
    wrong.removeAll(undisturbed);
    Set<String> again = new HashSet<>(first);
    again.retainAll(second);
    return new Finding(
        missing.isEmpty() && wrong.isEmpty(),
        again.size() >= ALL_AGAIN * first.size(),
        String.format(
            Locale.ROOT,
            "of %,d results still to come %,d are missing, and %,d came that an undisturbed run does"
                + " not have; %,d of the %,d from before the kill came again",
            expected,
            missing.size(),
            wrong.size(),
            again.size(),
            first.size()));
  }
}
