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
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.page.Block;
import streamkata.grader.page.Drawn;
import streamkata.grader.picture.FailurePicture;
import streamkata.grader.picture.Lanes;
import streamkata.grader.picture.LanesSvg;
import streamkata.grader.picture.LanesText;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.Grading;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.report.Beside;
import streamkata.grader.report.Pictures;
import streamkata.grader.report.ReportPage;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.submission.Submission;
import streamkata.grader.watch.KataWatch;
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
                selection.trust(),
                false,
                directory.resolve("flink.log"),
                output)) {
      Pictures pictures = pictures(selection, stages);
      Optional<Pictures> references =
          hasOther(selection)
              ? Optional.of(pictures(solutions(selection), stages))
              : Optional.empty();
      FailurePicture failures =
          new FailurePicture(
              stages,
              Rules.of(selection),
              Submission.of(selection)::codeOf,
              lab -> Submission.of(solutions(selection)).codeOf(lab));
      Function<Lab, List<Block>> pictureOf =
          lab -> {
            out.println("  " + lab.id());
            out.flush();
            boolean hasFares = Contract.of(lab.contract()).inputs().contains(TaxiFare.class);
            boolean isRecorded = fares != null || !hasFares;
            TaxiStream stream = isRecorded ? recorded.orElse(generated) : generated;
            List<Block> own = pictures.of(lab, stream);
            return Stream.concat(
                    references
                        .map(reference -> Beside.of(own, reference.of(lab, stream)))
                        .orElse(own)
                        .stream(),
                    failure(selection.kit(), grade, lab, failures, out).stream())
                .toList();
          };
      out.println("Running your programs:");
      Kit.replace(page, ReportPage.of(grade, pictureOf, about(generated, recorded)).html());
    }
    out.println("The report is in " + page);
    return 0;
  }

  /**
   * The first failure of a lab as a picture, and in letters where the terminal is wide enough; none
   * without the reference solutions.
   */
  private static Optional<Block> failure(
      Kit kit, Grade grade, Lab lab, FailurePicture failures, PrintWriter out) {
    try {
      Optional<LabGrade> failed =
          grade.labs().stream()
              .filter(one -> one.lab().equals(lab) && one.first(Verdict.FAILED).isPresent())
              .findFirst();
      if (failed.isEmpty() || !Files.isDirectory(kit.sources(Kit.SOLUTIONS))) {
        return Optional.empty();
      }
      Optional<Lanes> lanes = failures.of(failed.get());
      lanes.ifPresent(drawn -> LanesText.of(drawn, KataWatch.columns()).forEach(out::println));
      return lanes.map(drawn -> new Drawn(drawn.title(), drawn.description(), LanesSvg.of(drawn)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Pictures pictures(Selection selection, ProcessStages stages) {
    return new Pictures(Submission.of(selection), Course.ALL::picture, stages, LIMIT_SECONDS);
  }

  /** Whether the reference solutions are there, and are not what is graded. */
  private static boolean hasOther(Selection selection) {
    boolean isOwn =
        selection.submission().isPresent() || !selection.implementation().equals(Kit.SOLUTIONS);
    return isOwn && Files.isDirectory(selection.kit().sources(Kit.SOLUTIONS));
  }

  private static Selection solutions(Selection selection) {
    return Selection.from(
        selection.kit(),
        Course.PATH.labs(),
        name -> Optional.of(Kit.SOLUTIONS).filter(any -> name.equals("kata.implementation")));
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
          GradeJson.read(file, Course.PATH.labs()).filter(grade -> isOf(grade, selection));
      if (last.isPresent()) {
        return last.get();
      }
    } catch (Refusal e) {
      // A file that cannot be read is as good as none: it is written again.
    }
    out.println("Grading your labs ...");
    out.flush();
    Grade grade =
        Grading.grade(selection, Submission.of(selection), directory, ChildJvm.inheritedOptions());
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
