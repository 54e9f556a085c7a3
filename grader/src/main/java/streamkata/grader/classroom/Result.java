package streamkata.grader.classroom;

import java.util.List;
import java.util.Optional;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.LabState;

/**
 * All that came of grading one lab of something handed in.
 *
 * @param key names it
 * @param kit the version of the kit
 * @param seed the seed of generated input
 * @param grade the grade
 * @param picture of the script that shows the first failure, if there is one
 */
record Result(String key, String kit, long seed, LabGrade grade, Optional<Drawing> picture) {

  /**
   * A script that a program fails, drawn.
   *
   * @param title what it is of
   * @param description all that is to be seen, for those who do not see it
   * @param svg the picture
   * @param text the same in letters
   */
  record Drawing(String title, String description, String svg, String text) {}

  /** Whether the kit has failed: then nothing is known of the program. */
  boolean isFault() {
    return grade.count(Verdict.GRADER_FAULT) > 0;
  }

  /** What is to be said of the lab. */
  State state() {
    if (isFault()) {
      return State.GRADER_FAULT;
    }
    if (grade.compileErrors().isPresent()) {
      return State.DOES_NOT_COMPILE;
    }
    return State.of(grade.state());
  }

  /** The checks that earned no points though something was written, in the order of the lab. */
  List<CheckResult> lost() {
    return grade.state() == LabState.NOT_STARTED
        ? List.of()
        : grade.results().stream().filter(result -> result.verdict() != Verdict.PASSED).toList();
  }

  /** The checks that tell something: what cannot be judged has its reason in another one. */
  List<CheckResult> failed() {
    return grade.results().stream().filter(result -> result.verdict() == Verdict.FAILED).toList();
  }
}
