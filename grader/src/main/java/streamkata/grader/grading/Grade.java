package streamkata.grader.grading;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.SourceLine;

/**
 * The grade of everything that was selected: what {@code grade.json} has, and what tables and pages
 * say.
 *
 * @param title what was graded: {@code exercises}, {@code solutions}, or the path of a submission
 * @param seed the seed of generated input
 * @param strict whether a lab that is not started counts as failed
 * @param time when the last result was found, in whole seconds
 * @param labs one grade for each selected lab, in the order of the course
 */
public record Grade(String title, long seed, boolean strict, Instant time, List<LabGrade> labs) {

  private static final String FAULT =
      "A grader fault is a mistake of the kit, not yours: please report it with %s/%s."
          .formatted(Kit.TARGET, GradeJson.NAME);

  /** Copies the list, and leaves parts of seconds out. */
  public Grade {
    time = time.truncatedTo(ChronoUnit.SECONDS);
    labs = List.copyOf(labs);
  }

  /**
   * A grading that begins.
   *
   * @param selection what is graded
   * @return a grade in which no check is reached
   */
  public static Grade of(Selection selection) {
    return new Grade(
        selection.title(),
        selection.seed(),
        selection.strict(),
        Instant.now(),
        selection.labs().stream()
            .map(
                lab ->
                    LabGrade.of(
                        lab, selection.counting().contains(lab), SourceLine.of(selection, lab)))
            .toList());
  }

  /**
   * This grade with one more result, or with another one of the same check; it is of now.
   *
   * @param result of a check of one of the labs
   */
  public Grade with(CheckResult result) {
    return new Grade(
        title, seed, strict, Instant.now(), labs.stream().map(lab -> lab.with(result)).toList());
  }

  /** The first check of the first lab that has one with this verdict. */
  public Optional<CheckResult> first(Verdict verdict) {
    return labs.stream().flatMap(lab -> lab.first(verdict).stream()).findFirst();
  }

  /**
   * What to work on next.
   *
   * @return the first lab with a failure, or else the first that is not complete
   */
  public Optional<LabGrade> next() {
    return labs.stream()
        .filter(lab -> lab.first(Verdict.FAILED).isPresent())
        .findFirst()
        .or(() -> labs.stream().filter(lab -> !lab.isComplete()).findFirst());
  }

  /** The labs whose points make up the sum, in order. */
  public List<LabGrade> counting() {
    return labs.stream().filter(LabGrade::counts).toList();
  }

  /** The points earned, of the labs that count. */
  public int points() {
    return CourseGrade.points(counting());
  }

  /** What there was to earn, of the labs that count. */
  public int possible() {
    return CourseGrade.possible(counting());
  }

  /**
   * The points in a sentence.
   *
   * @return the sum, and apart from it what was begun of courses that do not count, such as {@code
   *     100 of 100 points. Second course: 7 of 20 points.}
   */
  public String sum() {
    String besides =
        CourseGrade.of(labs.stream().filter(lab -> !lab.counts()).toList()).stream()
            .filter(CourseGrade::isBegun)
            .map(
                course ->
                    " %s: %d of %d points."
                        .formatted(course.title(), course.points(), course.possible()))
            .collect(Collectors.joining());
    return "%d of %d points.%s".formatted(points(), possible(), besides);
  }

  /** The points of each course of which a lab was selected, by themselves, in order. */
  public List<CourseGrade> courses() {
    return CourseGrade.of(labs);
  }

  /**
   * What is to be known if the kit itself failed.
   *
   * @return one sentence, or empty if it did not
   */
  public Optional<String> fault() {
    return first(Verdict.GRADER_FAULT).map(result -> FAULT);
  }

  /**
   * Why this grade must fail a build.
   *
   * @return one sentence or several, or empty if nothing that was attempted is wrong
   */
  public Optional<String> complaint() {
    List<String> complaints = new ArrayList<>();
    complain(Verdict.FAILED, complaints);
    complain(Verdict.CANNOT_BE_JUDGED, complaints);
    complain(Verdict.NOT_REACHED, complaints);
    complain(Verdict.GRADER_FAULT, complaints);
    if (strict) {
      complain(Verdict.NOT_STARTED, complaints);
    }
    return complaints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s %s.%s"
                .formatted(
                    sum(),
                    String.join("; ", complaints),
                    fault().map(sentence -> " " + sentence).orElse("")));
  }

  /**
   * Keeps this grade as the learner's progress, if it is one of their own exercises.
   *
   * @param selection what was graded
   * @throws streamkata.grader.kit.Refusal if the progress cannot be read or written
   */
  public void keepAsProgress(Selection selection) {
    if (selection.isOwnWork()) {
      Progress progress = Progress.read(selection.kit());
      labs.stream()
          .filter(LabGrade::isDecided)
          .forEach(
              lab -> progress.record(lab.lab(), lab.state(), lab.points(), lab.pointsInReach()));
    }
  }

  private void complain(Verdict verdict, List<String> complaints) {
    String counts =
        labs.stream()
            .filter(grade -> grade.count(verdict) > 0)
            .map(grade -> "%s %d".formatted(grade.lab().id(), grade.count(verdict)))
            .collect(Collectors.joining(", "));
    if (!counts.isEmpty()) {
      complaints.add("Checks %s: %s".formatted(verdict.title(), counts));
    }
  }
}
