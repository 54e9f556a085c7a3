package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.LabState;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.Grading;

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
    Selection selection = what.selection(named.stream().map(new LabConverter()::convert).toList());
    if (named.isEmpty() && !all && selection.isOwnWork()) {
      Optional<Lab> current = KitProgress.of(spec).current();
      selection = selection.only(lab -> current.isEmpty() || current.get().equals(lab));
    }
    Path directory = Files.createDirectories(selection.kit().target());
    Grade grade = Grading.grade(selection, directory, ChildJvm.inheritedOptions());
    PrintWriter out = spec.commandLine().getOut();
    out.println(ScoreTable.of(grade, Course.ALL.labs()));
    grade.keepAsProgress(selection);
    if (selection.isOwnWork() && grade.labs().stream().allMatch(LabGrade::isComplete)) {
      out.println(KitProgress.of(spec).next());
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
}
