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
  private final int pointsBefore;
  private final Grade none;
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private Grade found;
  private boolean done;

  /**
   * Of a grading that begins.
   *
   * @param selection how it grades
   * @param pointsBefore what the lab had before the last save
   */
  Standing(Selection selection, Lab lab, int pointsBefore) {
    this.lab = lab;
    this.pointsBefore = pointsBefore;
    this.none = Grade.of(selection.only(lab::equals));
    this.found = none;
  }

  void add(CheckResult one) {
    found = found.with(one);
  }

  void finish(List<String> because, List<String> toBeKnown) {
    problems.addAll(because);
    remarks.addAll(toBeKnown);
    done = true;
  }

  Lab lab() {
    return lab;
  }

  boolean isDone() {
    return done;
  }

  /** Why nothing could be graded. */
  List<String> problems() {
    return problems;
  }

  /** How files were read, where that is to be known. */
  List<String> remarks() {
    return remarks;
  }

  /**
   * The grade so far. While it goes on, what happened to be found after the first check that is not
   * decided does not count: what is shown does not depend on which of several checks is the faster.
   */
  Grade grade() {
    if (done) {
      return found;
    }
    Grade settled = none;
    for (CheckResult result : found.labs().get(0).results()) {
      if (result.verdict() == Verdict.NOT_REACHED) {
        break;
      }
      settled = settled.with(result);
    }
    return settled;
  }

  /**
   * The points to be shown: those before the last save, until there are others or some are lost.
   */
  int points() {
    int now = labGrade().points();
    return done ? now : Math.max(now, Math.min(pointsBefore, lab.points() - lostPoints()));
  }

  private int lostPoints() {
    return failures().stream().mapToInt(result -> result.check().points()).sum();
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

  /**
   * What went wrong, in the order of the checks, as far as it is settled that nothing before it
   * does.
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
