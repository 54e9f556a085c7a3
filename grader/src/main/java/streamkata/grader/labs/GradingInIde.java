package streamkata.grader.labs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.ScoreTable;
import streamkata.grader.grading.ThreadStages;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;

/** What the tests of one run of JUnit share; prints and keeps the score when the run is over. */
final class GradingInIde implements AutoCloseable {

  private final Labs labs = Course.ALL.labs();
  private final Selection selection;
  private final Submission submission;
  private final CheckRunner runner;
  private final List<CheckResult> results = new CopyOnWriteArrayList<>();
  private final Map<Lab, LabCode> codes = new ConcurrentHashMap<>();

  /** Of the program that properties select. */
  GradingInIde(Function<String, Optional<String>> properties) {
    selection = Selection.from(labs, properties);
    submission = Submission.of(selection);
    runner = new CheckRunner(new ThreadStages(), Rules.of(selection));
  }

  boolean isSelected(Check check) {
    return selection.labs().stream().anyMatch(lab -> lab.id().equals(check.lab()));
  }

  CheckResult decide(Check check) throws InterruptedException {
    Lab lab = labs.byId(check.lab());
    LabCode code = codes.computeIfAbsent(lab, submission::codeOf);
    AtomicReference<CheckResult> result = new AtomicReference<>();
    runner.run(List.of(new CheckRunner.Task(lab, check, code)), false, result::set);
    results.add(result.get());
    return result.get();
  }

  @Override
  public void close() {
    if (results.isEmpty()) {
      return;
    }
    Selection ofThese =
        selection.only(
            lab -> results.stream().anyMatch(result -> result.check().lab().equals(lab.id())));
    Grade grade = Grade.of(ofThese);
    for (CheckResult result : results) {
      grade = grade.with(result);
    }
    grade.keepAsProgress(ofThese);
    System.out.println(ScoreTable.of(grade, labs));
  }
}
