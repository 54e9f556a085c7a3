package streamkata.grader.classroom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;

/** Rows and results of a class that nobody has graded. */
final class SyntheticClass {

  static final Labs LABS = Course.CORE.labs();
  static final String KIT = "1.0+test";

  /** A mistake as checks tell it. */
  static final String LOOK_AT_THE_HOUR =
      "Look at the hour: it begins with its first millisecond, and ends before that of the next.";

  private final Random random = new Random(7);
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Result> results = new HashMap<>();

  private SyntheticClass() {}

  /** So many students; the first check of hourly-tips is what they fail most. */
  static Table of(int students) {
    SyntheticClass made = new SyntheticClass();
    for (int i = 0; i < students; i++) {
      String student = "Student %03d".formatted(i);
      int begun = i % 10 == 3 ? 0 : 1 + made.random.nextInt(LABS.all().size());
      for (Lab lab : LABS.all()) {
        made.add(student, lab, begun-- > 0, i);
      }
    }
    return new Table(List.copyOf(made.rows), made.results, LABS.all(), LABS.all());
  }

  static LabGrade grade(Lab lab, Function<Check, CheckResult> result) {
    return new LabGrade(lab, true, Optional.empty(), lab.checks().stream().map(result).toList());
  }

  static CheckResult passed(Check check) {
    return CheckResult.of(check, Verdict.PASSED, Duration.ZERO);
  }

  static CheckResult failed(Check check, String lesson) {
    return new CheckResult(
        check,
        Verdict.FAILED,
        List.of(
            new Fact("fed in", "START of ride 1\nEND   of ride 1"),
            new Fact("expected", "one <result>"),
            new Fact("but was", "nothing & more"),
            new Fact("look at", lesson)),
        Optional.empty(),
        Duration.ZERO);
  }

  private void add(String student, Lab lab, boolean isBegun, int number) {
    if (!isBegun) {
      rows.add(row(student, lab, State.NOT_STARTED, 0, "", ""));
      return;
    }
    if (number % 50 == 7) {
      rows.add(row(student, lab, State.REFUSED, 0, "", "The archive x.zip cannot be read."));
      return;
    }
    String key = lab.id() + "-" + (number % 60 == 11 ? 12 : number);
    boolean isTwin = number % 60 == 11;
    Result result =
        results.computeIfAbsent(
            key, any -> new Result(key, KIT, 2013, grade(lab), Optional.empty()));
    Row row =
        row(
            student,
            lab,
            result.state(),
            result.grade().points(),
            key,
            isTwin ? "The same as " + "Student 012, ".repeat(40) + "Student 013." : "");
    rows.add(
        (number == 21 ? row(student, lab, result.state(), 0, key, "", "Read as UTF-16.") : row)
            .with(result.grade().points(), List.of()));
  }

  private LabGrade grade(Lab lab) {
    return grade(
        lab,
        check -> {
          boolean isHard = lab.id().equals("hourly-tips") && check.equals(lab.checks().get(0));
          return random.nextInt(100) < (isHard ? 70 : 12)
              ? failed(check, random.nextInt(3) > 0 ? LOOK_AT_THE_HOUR : "Look elsewhere.")
              : passed(check);
        });
  }

  private static Row row(
      String student, Lab lab, State state, int points, String key, String note) {
    return row(student, lab, state, points, key, note, state.hasPoints() ? "" : note);
  }

  private static Row row(
      String student, Lab lab, State state, int points, String key, String note, String remarks) {
    return new Row(
        student,
        lab.id(),
        state.hasPoints() ? Optional.of(points) : Optional.empty(),
        lab.points(),
        state,
        List.of(),
        1,
        2013,
        KIT,
        key,
        note,
        remarks);
  }
}
