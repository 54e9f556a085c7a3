package streamkata.grader.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Rung;

/**
 * A grade as {@code grade.json} has it, the one source of what the score table and the report say.
 * Nothing is null but {@link #firstFailure} and {@link #next}. {@code grader/GRADE-JSON.md} says
 * the same for those who read the file.
 *
 * @param schema the version of this format, {@link #SCHEMA}; a change that breaks readers raises it
 * @param graded {@code exercises}, {@code solutions}, or the path of a submission
 * @param seed the seed of generated input
 * @param strict whether a lab that is not started counts as failed
 * @param time when the grading ended, ISO 8601, UTC, whole seconds
 * @param points the points earned
 * @param possible the points of all labs that were graded
 * @param labs the labs that were graded, in the order of the course
 * @param firstFailure what to mend first; null if nothing has failed
 * @param next what to open next; null if all is done
 */
public record GradeFile(
    int schema,
    String graded,
    long seed,
    boolean strict,
    String time,
    int points,
    int possible,
    List<LabEntry> labs,
    Failure firstFailure,
    Next next) {

  /** The version of the format that this class writes and reads. */
  public static final int SCHEMA = 1;

  /** The name of the file, in the build directory of the grader. */
  public static final String NAME = "grade.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final ObjectWriter WRITER = JSON.writer().with(SerializationFeature.INDENT_OUTPUT);

  /**
   * One lab.
   *
   * @param id the id of the lab
   * @param points the points earned
   * @param possible the points of the lab
   * @param state {@code complete}, {@code in progress} or {@code not started}
   * @param seconds how long its checks took together; several run at a time
   * @param rungs its rungs, in the order of the ladder
   */
  public record LabEntry(
      String id, int points, int possible, String state, double seconds, List<RungEntry> rungs) {}

  /**
   * One rung of a lab.
   *
   * @param name the rung as reports print it
   * @param verdict failed if one of its checks has; else not reached or not started if one of them
   *     is; else passed
   * @param points the points earned
   * @param possible the points of the rung
   * @param seconds how long its checks took together
   * @param checks its checks
   */
  public record RungEntry(
      String name,
      Verdict verdict,
      int points,
      int possible,
      double seconds,
      List<CheckEntry> checks) {}

  /**
   * One check.
   *
   * @param id identifies the check within its lab
   * @param claim what a right implementation does
   * @param verdict what came of it
   * @param points the points earned
   * @param possible the points of the check
   * @param seconds how long it took
   * @param message why it failed, several lines for a learner; empty unless it failed
   */
  public record CheckEntry(
      String id,
      String claim,
      Verdict verdict,
      int points,
      int possible,
      double seconds,
      String message) {}

  /**
   * A failed check.
   *
   * @param lab the id of its lab
   * @param check the id of the check
   * @param message why it failed
   */
  public record Failure(String lab, String check, String message) {}

  /**
   * What to open next.
   *
   * @param lab the id of the lab
   * @param place the source file and the line in it as {@code FILE:LINE}, relative to the folder of
   *     the kit where it lies in it; empty if there is no source
   */
  public record Next(String lab, String place) {}

  /**
   * The data of a grade.
   *
   * @return the data, with the present time
   */
  public static GradeFile of(Grade grade) {
    return new GradeFile(
        SCHEMA,
        grade.title(),
        grade.seed(),
        grade.strict(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        grade.points(),
        grade.possible(),
        grade.labs().stream().map(GradeFile::lab).toList(),
        grade.firstFailure().map(GradeFile::failure).orElse(null),
        grade.nextLab().map(lab -> new Next(lab.id(), grade.next().orElse(""))).orElse(null));
  }

  /**
   * Reads a file.
   *
   * @param file what {@link #writeTo} wrote
   * @return the data; empty if there is no such file
   * @throws Refusal if the file is damaged, or of another version of the kit
   * @throws IOException if it cannot be read
   */
  public static Optional<GradeFile> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      GradeFile grade = JSON.readValue(Files.readString(file), GradeFile.class);
      if (grade.schema == SCHEMA) {
        return Optional.of(grade);
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new Refusal(
        "The file %s is damaged or of another version: delete it and grade again.".formatted(file));
  }

  /**
   * Writes the data, whole or not at all.
   *
   * @param file the file, replaced if it exists; its folder exists
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path file) throws IOException {
    Kit.replace(file, WRITER.writeValueAsString(this) + "\n");
  }

  private static LabEntry lab(LabGrade grade) {
    Lab lab = grade.lab();
    Map<Rung, List<CheckResult>> byRung =
        grade.results().stream().collect(Collectors.groupingBy(result -> result.check().rung()));
    return new LabEntry(
        lab.id(),
        grade.points(),
        lab.points(),
        grade.isComplete() ? "complete" : grade.isNotStarted() ? "not started" : "in progress",
        sum(grade.results(), GradeFile::seconds),
        byRung.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> rung(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static RungEntry rung(Rung rung, List<CheckResult> results) {
    return new RungEntry(
        rung.title(),
        verdict(results),
        results.stream().mapToInt(CheckResult::points).sum(),
        results.stream().mapToInt(result -> result.check().points()).sum(),
        sum(results, GradeFile::seconds),
        results.stream().map(GradeFile::check).toList());
  }

  private static Verdict verdict(List<CheckResult> results) {
    for (Verdict worst : List.of(Verdict.FAILED, Verdict.NOT_REACHED, Verdict.NOT_STARTED)) {
      if (results.stream().anyMatch(result -> result.verdict() == worst)) {
        return worst;
      }
    }
    return Verdict.PASSED;
  }

  private static CheckEntry check(CheckResult result) {
    return new CheckEntry(
        result.check().id(),
        result.check().claim(),
        result.verdict(),
        result.points(),
        result.check().points(),
        seconds(result),
        result.message());
  }

  private static Failure failure(Grade.FirstFailure first) {
    return new Failure(first.lab().id(), first.result().check().id(), first.result().message());
  }

  private static double seconds(CheckResult result) {
    return result.took().toMillis() / 1000.0;
  }

  /** To the millisecond: sums of such numbers are not, in binary. */
  private static double sum(List<CheckResult> results, ToDoubleFunction<CheckResult> number) {
    return Math.round(1000 * results.stream().mapToDouble(number).sum()) / 1000.0;
  }
}
