package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import streamkata.common.model.TaxiFare;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.GradeJson;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.page.Block;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.Grading;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.report.Pictures;
import streamkata.grader.report.ReportPage;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;

/** {@code kata report}. */
@Command(
    name = "report",
    description = "Makes an HTML page with pictures of what your programs do.")
final class ReportCommand implements Callable<Integer> {

  private static final int LIMIT_SECONDS = 40;

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Option(
      names = "--rides",
      paramLabel = "FILE",
      description = "Pictures of recorded rides, not of generated ones.")
  private Path rides;

  @Option(
      names = "--fares",
      paramLabel = "FILE",
      description = "The fares of those rides; without them, labs with fares show generated ones.")
  private Path fares;

  @Option(names = "--skip-bad-records", description = "Skips lines that cannot be read.")
  private boolean skipBadRecords;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (fares != null && rides == null) {
      throw new Refusal("--fares needs --rides: the fares must be those of the rides.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Selection selection = what.selection(List.of());
    Path directory = Files.createDirectories(selection.kit().target());
    // Before the first class of Flink is loaded.
    System.setProperty("org.slf4j.simpleLogger.logFile", directory.resolve("flink.log").toString());
    Path page = directory.resolve("report.html");
    Optional<TaxiStream> recorded =
        Optional.ofNullable(rides)
            .map(file -> TaxiStream.recorded(file, Optional.ofNullable(fares), skipBadRecords));
    Grade grade = grade(selection, directory, out);
    TaxiStream generated = TaxiStream.generated();
    try (ProgramOutput output = new ProgramOutput(directory.resolve("output.log"));
        ProcessStages stages =
            new ProcessStages(
                directory,
                ChildJvm.inheritedOptions(),
                Duration.ofSeconds(LIMIT_SECONDS),
                false,
                directory.resolve("flink.log"),
                output)) {
      Pictures pictures =
          new Pictures(Submission.of(selection), Course.ALL::picture, stages, LIMIT_SECONDS);
      Function<Lab, List<Block>> pictureOf =
          lab -> {
            out.println("  " + lab.id());
            out.flush();
            boolean hasFares = Contract.of(lab.contract()).inputs().contains(TaxiFare.class);
            boolean isRecorded = fares != null || !hasFares;
            return pictures.of(lab, isRecorded ? recorded.orElse(generated) : generated);
          };
      out.println("Running your programs:");
      Kit.replace(page, ReportPage.of(grade, pictureOf, about(generated, recorded)).html());
    }
    out.println("The report is in " + page);
    return 0;
  }

  private String about(TaxiStream generated, Optional<TaxiStream> recorded) {
    if (recorded.isEmpty()) {
      return generated.about();
    }
    return fares != null
        ? recorded.get().about()
        : "%s. Labs with fares: %s".formatted(recorded.get().about(), generated.about());
  }

  /**
   * The grade that there is, if it is a sound one of all labs as they are now; or else a new one.
   */
  private Grade grade(Selection selection, Path directory, PrintWriter out)
      throws IOException, InterruptedException {
    Path file = directory.resolve(GradeJson.NAME);
    try {
      Optional<Grade> last =
          GradeJson.read(file, Course.ALL.labs()).filter(grade -> isOf(grade, selection));
      if (last.isPresent()) {
        return last.get();
      }
    } catch (Refusal e) {
      // A file that cannot be read is as good as none: it is written again.
    }
    out.println("Grading your labs ...");
    out.flush();
    Grade grade = Grading.grade(selection, directory, ChildJvm.inheritedOptions());
    grade.keepAsProgress(selection);
    return grade;
  }

  private static boolean isOf(Grade grade, Selection selection) {
    return grade.fault().isEmpty()
        && grade.title().equals(selection.title())
        && grade.seed() == selection.seed()
        && grade.labs().size() == selection.labs().size()
        && grade.time().isAfter(lastChange(selection));
  }

  private static Instant lastChange(Selection selection) {
    Path code =
        selection.submission().orElseGet(() -> selection.kit().sources(selection.implementation()));
    try (Stream<Path> files = Files.walk(code)) {
      return Instant.ofEpochMilli(
          files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0));
    } catch (IOException e) {
      return Instant.MAX;
    }
  }
}
