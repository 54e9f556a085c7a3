package streamkata.grader.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.check.Selection;
import streamkata.grader.course.Progress;
import streamkata.grader.report.Grade;
import streamkata.grader.report.ScoreTable;
import streamkata.grader.run.Supervisor;

/** {@code kata test}. */
@Command(name = "test", description = "Grades your labs, or those that you name.")
final class TestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Parameters(paramLabel = "LAB", arity = "0..*", description = "The id of a lab.")
  private List<String> labs = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Selection selection = what.selection(labs);
    Path directory = Files.createDirectories(selection.home().resolve("grader/target"));
    List<String> jvmArguments =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Dkata."))
            .toList();
    Grade grade = Supervisor.grade(selection, directory, jvmArguments);
    spec.commandLine().getOut().println(ScoreTable.of(grade));
    Progress.record(selection, grade);
    return grade.complaint().isPresent() ? 1 : 0;
  }
}
