package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.ScoreTable;
import streamkata.grader.kit.AfterGreen;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.LabState;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.Grading;
import streamkata.grader.submission.Submission;

/** {@code kata test}. */
@Command(
    name = "test",
    description = "Grades the current lab, those that you name, or --all.",
    exitCodeList = {
      "0:all that was attempted is right",
      "1:something that was attempted is wrong",
      "2:the command could not be carried out; one sentence says why",
      "3:nothing was attempted: no lab that was to be graded is begun"
    })
final class TestCommand implements Callable<Integer> {

  private static final int NOTHING_BEGUN = 3;

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Option(names = "--all", description = "All labs.")
  private boolean all;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      description = "The id of a lab. None: the current lab; of solutions and submissions, all.")
  private List<String> named = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (all && !named.isEmpty()) {
      throw new Refusal("Name the labs to be graded, or say --all, but not both.");
    }
    Grading.forget(Kata.kit(spec).target());
    Selection selection = selection();
    Path directory = Files.createDirectories(selection.kit().target());
    PrintWriter out = spec.commandLine().getOut();
    Submission submission = Submission.of(selection);
    submission.remarks().forEach(out::println);
    Grade grade = Grading.grade(selection, submission, directory, ChildJvm.inheritedOptions());
    out.println(ScoreTable.of(grade, Course.ALL.labs()));
    grade.keepAsProgress(selection);
    if (selection.isOwnWork() && grade.labs().stream().allMatch(LabGrade::isComplete)) {
      grade.labs().stream()
          .filter(lab -> !lab.lab().isStep())
          .forEach(lab -> sayWhatNext(selection.kit(), lab, out));
      KitProgress learner = KitProgress.of(spec);
      grade.labs().stream()
          .flatMap(lab -> learner.afterCore(lab.lab()).stream())
          .findFirst()
          .ifPresent(text -> out.println(" " + text + System.lineSeparator()));
      out.println(learner.next());
    }
    if (grade.fault().isPresent()) {
      return 2;
    }
    if (grade.complaint().isPresent()) {
      return 1;
    }
    return grade.labs().stream().allMatch(lab -> lab.state() == LabState.NOT_STARTED)
        ? NOTHING_BEGUN
        : 0;
  }

  private Selection selection() {
    Selection selection = what.selection(named.stream().map(new LabConverter()::convert).toList());
    return named.isEmpty() && !all && selection.isOwnWork()
        ? what.selection(KitProgress.of(spec).current().stream().toList())
        : selection;
  }

  private static void sayWhatNext(Kit kit, LabGrade lab, PrintWriter out) {
    out.println(" " + lab.lab().id() + " is complete. Now you can:");
    AfterGreen.of(kit, lab.lab()).forEach(line -> out.println("   " + line));
    out.println();
  }
}
