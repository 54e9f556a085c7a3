package streamkata.grader.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;

/** What is known about the lab that is watched, since its last save. */
final class Standing {

  private final Lab lab;
  private final boolean all;
  private final Grade none;
  private final List<String> problems = new ArrayList<>();
  private Grade found;
  private boolean done;

  /**
   * Of a grading that begins.
   *
   * @param selection how it grades
   * @param all whether it goes on after a check that does not pass
   */
  Standing(Selection selection, Lab lab, boolean all) {
    this.lab = lab;
    this.all = all;
    this.none = Grade.of(selection.only(lab::equals));
    this.found = none;
  }

  void add(CheckResult one) {
    found = found.with(one);
  }

  void finish(List<String> because) {
    problems.addAll(because);
    done = true;
  }

  Lab lab() {
    return lab;
  }

  /** Whether every failure is to be shown, not only the first. */
  boolean isAboutAll() {
    return all;
  }

  boolean isDone() {
    return done;
  }

  /** Why nothing could be graded. */
  List<String> problems() {
    return problems;
  }

  /**
   * The grade so far. If it ends at the first check that does not pass, what happened to be found
   * of later ones does not count: points do not depend on which of several checks is the faster.
   */
  Grade grade() {
    if (all) {
      return found;
    }
    Grade settled = none;
    for (CheckResult result : found.labs().get(0).results()) {
      settled = settled.with(result);
      if (result.verdict() != Verdict.PASSED) {
        break;
      }
    }
    return settled;
  }

  LabGrade labGrade() {
    return grade().labs().get(0);
  }

  boolean isComplete() {
    return done && labGrade().isComplete();
  }

  boolean isNotStarted() {
    return found.first(Verdict.NOT_STARTED).isPresent();
  }

  /** Whether the points are those of a part of the checks. */
  boolean isSoFar() {
    return problems.isEmpty() && !isNotStarted() && labGrade().count(Verdict.NOT_REACHED) > 0;
  }

  /**
   * What went wrong, in the order of the checks, as far as it is settled that nothing before it
   * does; only the first, unless all is asked for.
   */
  List<CheckResult> failures() {
    return labGrade().results().stream()
        .takeWhile(result -> done || result.verdict() != Verdict.NOT_REACHED)
        .filter(
            result ->
                result.verdict() == Verdict.FAILED || result.verdict() == Verdict.GRADER_FAULT)
        .toList();
  }

  /** The first check that is not decided. */
  Optional<Check> underWay() {
    return found.first(Verdict.NOT_REACHED).map(CheckResult::check);
  }
}
