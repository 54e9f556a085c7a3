package streamkata.grader.grading;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.SourceLine;

/** The decisions of a grading so far; what a lab asks for and is not here was not reached. */
public final class Decisions {

  private final Map<Check, CheckResult> byCheck = new LinkedHashMap<>();

  /**
   * Adds a result, or replaces an earlier one of the same check.
   *
   * @param result what came of a check
   */
  public synchronized void put(CheckResult result) {
    byCheck.put(result.check(), result);
  }

  /**
   * What came of a check.
   *
   * @param check the check
   * @return its result; not reached if there is none yet
   */
  public synchronized CheckResult of(Check check) {
    return byCheck.getOrDefault(check, CheckResult.of(check, Verdict.NOT_REACHED, Duration.ZERO));
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
    return new LabGrade(lab, lab.checks().stream().map(this::of).toList());
  }
}
