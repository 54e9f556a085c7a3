package streamkata.grader.grading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.LabState;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.SourceLine;
import streamkata.grader.wire.Failure;

/**
 * The grade of one lab.
 *
 * @param lab the lab
 * @param counts whether its points are part of the sum; those of a lab beside the core are only
 *     where somebody has named it
 * @param start where its source is still to be written, or begins; empty if there is no source
 * @param results one for each check of the lab, in their order
 */
public record LabGrade(
    Lab lab, boolean counts, Optional<SourceLine> start, List<CheckResult> results) {

  /** Copies the list. */
  public LabGrade {
    results = List.copyOf(results);
  }

  /**
   * One for each check of the lab, in their order. What cannot be judged is told once: of the check
   * that shows what is to be mended first, which is the first of them where no other does.
   */
  @Override
  public List<CheckResult> results() {
    Optional<CheckResult> cause =
        results.stream()
            .filter(LabGrade::isToBeMendedFirst)
            .findFirst()
            .or(
                () ->
                    results.stream()
                        .filter(result -> result.verdict() == Verdict.CANNOT_BE_JUDGED)
                        .findFirst()
                        .map(CheckResult::asFailed));
    return results.stream()
        .map(
            result ->
                result.verdict() != Verdict.CANNOT_BE_JUDGED
                    ? result
                    : result.check().equals(cause.orElseThrow().check())
                        ? cause.orElseThrow()
                        : result.becauseOf(cause.orElseThrow()))
        .toList();
  }

  private static boolean isToBeMendedFirst(CheckResult result) {
    return result.verdict() == Verdict.FAILED
        && (result.check().rung() == Rung.BEHAVIOUR || result.check().rung() == Rung.EVENT_TIME);
  }

  /**
   * A lab of which no check is reached yet.
   *
   * @param counts whether its points are part of the sum
   * @param start where its source is still to be written, or begins
   */
  public static LabGrade of(Lab lab, boolean counts, Optional<SourceLine> start) {
    return new LabGrade(
        lab,
        counts,
        start,
        lab.checks().stream()
            .map(check -> CheckResult.of(check, Verdict.NOT_REACHED, Duration.ZERO))
            .toList());
  }

  /**
   * This grade with one more result, or with another one of the same check.
   *
   * @param result of a check of this lab; those of other labs change nothing
   */
  public LabGrade with(CheckResult result) {
    return new LabGrade(
        lab,
        counts,
        start,
        results.stream().map(old -> old.check().equals(result.check()) ? result : old).toList());
  }

  /** The results in groups: the rungs of the lab, in the order of the ladder. */
  public List<RungGrade> rungs() {
    return Stream.of(Rung.values())
        .filter(lab::has)
        .map(
            rung ->
                new RungGrade(
                    rung,
                    results().stream().filter(result -> result.check().rung() == rung).toList()))
        .toList();
  }

  /** The points earned. */
  public int points() {
    return results.stream().mapToInt(CheckResult::points).sum();
  }

  /** The points that are earned, and those of checks of which nothing is known yet. */
  public int pointsInReach() {
    return results.stream()
        .filter(
            result ->
                result.verdict() == Verdict.PASSED
                    || result.verdict() == Verdict.NOT_REACHED
                    || result.verdict() == Verdict.GRADER_FAULT)
        .mapToInt(result -> result.check().points())
        .sum();
  }

  /** What its checks took together; more than what passed on the clock if some ran side by side. */
  public Duration took() {
    return results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * How many checks have a verdict.
   *
   * @return the number of results with that verdict
   */
  public long count(Verdict verdict) {
    return results().stream().filter(result -> result.verdict() == verdict).count();
  }

  /**
   * The first check with a verdict.
   *
   * @return its result, or empty if none has it
   */
  public Optional<CheckResult> first(Verdict verdict) {
    return results().stream().filter(result -> result.verdict() == verdict).findFirst();
  }

  /** How far the learner has come. */
  public LabState state() {
    if (count(Verdict.PASSED) == results.size()) {
      return LabState.COMPLETE;
    }
    boolean isWritten = count(Verdict.PASSED) + count(Verdict.FAILED) > 0;
    return count(Verdict.NOT_STARTED) > 0 && !isWritten
        ? LabState.NOT_STARTED
        : LabState.IN_PROGRESS;
  }

  /** Whether every check passed. */
  public boolean isComplete() {
    return state() == LabState.COMPLETE;
  }

  /**
   * Whether the compiler refuses the code.
   *
   * @return what it says; empty if it does not refuse it
   */
  public Optional<String> compileErrors() {
    return results.stream()
        .flatMap(result -> result.facts().stream())
        .filter(fact -> fact.label().equals(Fact.COMPILER))
        .map(Fact::text)
        .findFirst();
  }

  /** Whether something was found out about the program. */
  public boolean isDecided() {
    return count(Verdict.NOT_REACHED) + count(Verdict.GRADER_FAULT) < results.size();
  }

  /**
   * What to open next.
   *
   * @return where the compiler stopped or the first failure happened, if that is known, or else the
   *     start
   */
  public Optional<SourceLine> place() {
    return start.map(
        at -> {
          String name = at.file().getFileName().toString();
          return refusedLine(name)
              .or(() -> failedLine(name))
              .map(line -> new SourceLine(at.file(), line))
              .orElse(at);
        });
  }

  private Optional<Integer> refusedLine(String name) {
    return compileErrors()
        .map(Pattern.compile("\\b" + Pattern.quote(name) + ":(\\d{1,9}): ")::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)));
  }

  private Optional<Integer> failedLine(String name) {
    return first(Verdict.FAILED)
        .flatMap(CheckResult::frame)
        .filter(frame -> name.equals(frame.file()))
        .map(Failure.Frame::line);
  }
}
