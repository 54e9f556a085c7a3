package streamkata.grader.grading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.SourceLine;

/** The decisions of a grading so far; what a lab asks for and is not here was not reached. */
public final class Decisions {

  private final Map<Check, Decision> byCheck = new LinkedHashMap<>();

  /**
   * Adds a decision.
   *
   * @param check which check
   * @param decision what came of it
   */
  public synchronized void put(Check check, Decision decision) {
    byCheck.put(check, decision);
  }

  /** Takes back every decision that a check has failed, so that it is graded again. */
  public synchronized void retractFailed() {
    byCheck.values().removeIf(decision -> decision.verdict() == Verdict.FAILED);
  }

  /**
   * What is decided.
   *
   * @return a copy, in the order in which it was decided
   */
  public synchronized Set<Check> checks() {
    return Set.copyOf(byCheck.keySet());
  }

  /**
   * The grade as it stands.
   *
   * @param selection what was to be graded
   * @return all selected labs with all their checks
   */
  public synchronized Grade grade(Selection selection) {
    List<LabGrade> labs = selection.labs().stream().map(this::grade).toList();
    Optional<String> next =
        Grade.nextLab(labs)
            .flatMap(lab -> SourceLine.of(selection, lab).map(at -> at.orWhere(failure(lab))))
            .map(at -> at.relativeTo(selection.kit()));
    return new Grade(selection.title(), selection.seed(), selection.strict(), labs, next);
  }

  private String failure(Lab lab) {
    return grade(lab).firstFailure().map(CheckResult::message).orElse("");
  }

  private LabGrade grade(Lab lab) {
    return new LabGrade(
        lab,
        lab.checks().stream()
            .map(
                check -> {
                  Decision decision = byCheck.getOrDefault(check, Decision.NONE);
                  return new CheckResult(
                      check, decision.verdict(), decision.message(), decision.took());
                })
            .toList());
  }
}
