package streamkata.grader.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;

/** What is known about the lab that is watched, since its last save. */
final class Standing {

  private final Selection selection;
  private final Lab lab;
  private final boolean all;
  private final Map<Check, CheckResult> found = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean done;

  /**
   * Of a grading that begins.
   *
   * @param selection how it grades
   * @param all whether it goes on after a check that does not pass
   */
  Standing(Selection selection, Lab lab, boolean all) {
    this.selection = selection.only(lab::equals);
    this.lab = lab;
    this.all = all;
  }

  void add(CheckResult one) {
    found.put(one.check(), one);
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

  /** The grade so far; what is not decided never ran. */
  Grade grade() {
    Decisions decisions = new Decisions();
    found.values().forEach(decisions::put);
    return decisions.grade(selection);
  }

  LabGrade labGrade() {
    return grade().labs().get(0);
  }

  boolean isComplete() {
    return done && labGrade().isComplete();
  }

  boolean isNotStarted() {
    return found.values().stream().anyMatch(one -> one.verdict() == Verdict.NOT_STARTED);
  }

  /**
   * What did not pass, in the order of the checks, as far as it is settled that nothing before it
   * fails; only the first, unless all is asked for.
   */
  List<CheckResult> failures() {
    return lab.checks().stream()
        .takeWhile(check -> done || found.containsKey(check))
        .map(found::get)
        .filter(one -> one != null && one.verdict() == Verdict.FAILED)
        .limit(all ? lab.checks().size() : 1)
        .toList();
  }

  /** The first check that is not decided. */
  Optional<Check> underWay() {
    return lab.checks().stream().filter(check -> !found.containsKey(check)).findFirst();
  }
}
