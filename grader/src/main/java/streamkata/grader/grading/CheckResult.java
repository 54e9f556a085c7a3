package streamkata.grader.grading;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.kit.Check;
import streamkata.grader.wire.Failure;

/**
 * What came of a check.
 *
 * @param check the check
 * @param verdict what came of it
 * @param facts why it failed, for a learner; none unless it failed, or the grader did
 * @param frame where in the program it went wrong, if there is such a place
 * @param took how long the check took, in whole milliseconds; zero if it was not reached
 */
public record CheckResult(
    Check check, Verdict verdict, List<Fact> facts, Optional<Failure.Frame> frame, Duration took) {

  private static final String INDENT = " ".repeat(12);

  /** Copies the list, and leaves parts of milliseconds out. */
  public CheckResult {
    facts = List.copyOf(facts);
    took = took.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * A result without facts.
   *
   * @param check the check
   * @param verdict what came of it
   * @param took how long it took
   * @return the result
   */
  public static CheckResult of(Check check, Verdict verdict, Duration took) {
    return new CheckResult(check, verdict, List.of(), Optional.empty(), took);
  }

  /**
   * What cannot be judged, told as the failure that it is without the trouble of its check.
   *
   * @return the same with another verdict, and with a sentence that says so
   */
  public CheckResult asFailed() {
    List<Fact> all = new ArrayList<>();
    all.add(
        new Fact(
            "problem",
            "The results are already wrong in the plain run of this script: no failure, one"
                + " instance, and all events in order."));
    all.addAll(facts);
    return new CheckResult(check, Verdict.FAILED, all, frame, took);
  }

  /** What cannot be judged before something else is mended. */
  CheckResult becauseOf(CheckResult cause) {
    return new CheckResult(
        check,
        verdict,
        List.of(
            new Fact(
                "problem",
                "This check cannot be judged yet, because the plain run of its script gives "
                    + "wrong results, too. First mend %s: %s."
                        .formatted(cause.check().rung().title(), cause.check().claim()))),
        Optional.empty(),
        took);
  }

  /**
   * The same with other facts first.
   *
   * @param labels the labels of the facts that come first, in this order; the others stay behind
   */
  public CheckResult withFactsInOrderOf(List<String> labels) {
    return new CheckResult(
        check,
        verdict,
        facts.stream()
            .sorted(
                Comparator.comparingInt(
                    fact ->
                        labels.contains(fact.label())
                            ? labels.indexOf(fact.label())
                            : labels.size()))
            .toList(),
        frame,
        took);
  }

  /**
   * The same with fewer lines, where its longest fact is long enough: the last lines of that give
   * way to one that says how many there are, and where.
   *
   * @param lines how many lines are too many; 0 or less if none are
   * @param where they can be read
   */
  CheckResult shortenedBy(int lines, String where) {
    if (lines <= 0 || facts.isEmpty()) {
      return this;
    }
    Fact longest =
        Collections.max(
            facts, Comparator.comparingLong((Fact fact) -> fact.text().lines().count()));
    List<String> all = longest.text().lines().toList();
    int kept = all.size() - lines - 1;
    if (kept < 1) {
      return this;
    }
    String text =
        "%s\n... %d lines more: %s"
            .formatted(String.join("\n", all.subList(0, kept)), all.size() - kept, where);
    List<Fact> shortened = new ArrayList<>(facts);
    shortened.set(facts.indexOf(longest), new Fact(longest.label(), text));
    return new CheckResult(check, verdict, shortened, frame, took);
  }

  /**
   * A check that cannot be decided, since something is wrong before the program is even played.
   *
   * @param check the check
   * @param problem what is wrong, for a learner
   * @return the result: failed
   */
  public static CheckResult failed(Check check, String problem) {
    return new CheckResult(
        check,
        Verdict.FAILED,
        List.of(new Fact("problem", problem)),
        Optional.empty(),
        Duration.ZERO);
  }

  /**
   * The points earned.
   *
   * @return all points of the check, or none
   */
  public int points() {
    return verdict == Verdict.PASSED ? check.points() : 0;
  }

  /**
   * Why it failed, for a learner.
   *
   * @return a headline and aligned facts; empty if there are none
   */
  public String message() {
    if (facts.isEmpty()) {
      return "";
    }
    String headline = "%s, %s: %s%n".formatted(check.lab(), check.rung().title(), check.claim());
    return facts.stream()
        .map(
            fact ->
                String.format(
                    Locale.ROOT,
                    "  %-9s %s",
                    fact.label(),
                    fact.text().strip().replace("\n", "\n" + INDENT)))
        .collect(Collectors.joining(System.lineSeparator(), headline, ""));
  }
}
