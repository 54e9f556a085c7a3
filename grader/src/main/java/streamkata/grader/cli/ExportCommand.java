package streamkata.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.export.ExportFormat;
import streamkata.grader.export.Report;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.GradeJson;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.Grading;
import streamkata.grader.submission.Submission;

/** {@code kata export}. */
@Command(
    name = "export",
    hidden = true,
    description = "Writes a result as another grader wants it.",
    exitCodeList = {
      "0:it is written, also if the program failed",
      "2:the command could not be carried out; one sentence says why",
      "3:the grader itself failed: nothing is written but for prairielearn"
    })
final class ExportCommand implements Callable<Integer> {

  private static final int FAULT = 3;

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      completionCandidates = Formats.class,
      description = "${COMPLETION-CANDIDATES}.")
  private String format;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to; else it is printed.")
  private Path output;

  @Option(
      names = "--lab",
      paramLabel = "ID",
      split = ",",
      completionCandidates = LabConverter.Candidates.class,
      description = "Of --submission: some labs only.")
  private List<Lab> labs = List.of();

  @Parameters(
      paramLabel = "RESULT",
      arity = "0..1",
      description = "A grade.json, or a file of class grade; without it, the last grade.")
  private Path result;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExportFormat wanted = ExportFormat.named(format);
    Selection selection = what.selection(labs);
    Report report = selection.submission().isPresent() ? graded(selection) : kept(selection.kit());
    if (report.isFault()) {
      spec.commandLine().getErr().println(report.grade().flatMap(Grade::fault).orElse(""));
      if (!wanted.hasWordsForFaults()) {
        return FAULT;
      }
    }
    String text = wanted.write(report, name -> Optional.ofNullable(System.getenv(name)));
    if (output == null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    } else {
      if (output.toAbsolutePath().getParent() != null) {
        Files.createDirectories(output.toAbsolutePath().getParent());
      }
      Kit.replace(output, text);
    }
    return report.isFault() ? FAULT : 0;
  }

  private Report kept(Kit kit) throws IOException {
    Path file = result == null ? kit.target().resolve(GradeJson.NAME) : result;
    return GradeJson.read(file, Course.PATH.labs())
        .map(Report::of)
        .orElseThrow(
            () ->
                new Refusal(
                    "There is no result %s: grade first, with %s."
                        .formatted(file, kit.typed("test"))));
  }

  /** What cannot be read is told to the other grader; what keeps this one from working is not. */
  private static Report graded(Selection selection) throws IOException, InterruptedException {
    Submission submission;
    try {
      submission = Submission.of(selection);
    } catch (Refusal e) {
      return Report.refused(e.getMessage());
    }
    Path directory = Files.createDirectories(selection.kit().target());
    return Report.of(Grading.grade(selection, submission, directory, ChildJvm.inheritedOptions()));
  }

  /** What a shell offers. */
  static final class Formats extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Formats() {
      super(ExportFormat.titles());
    }
  }
}
