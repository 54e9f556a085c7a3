package streamkata.grader.watch;

import java.util.List;
import streamkata.grader.grading.CheckResult;

/** What a {@link Watch} reacts to. */
sealed interface Event {

  /** Sources were saved. */
  record Saved() implements Event {}

  /**
   * A key was pressed.
   *
   * @param key which
   */
  record Pressed(char key) implements Event {}

  /** No more keys will come. */
  record InputEnded() implements Event {}

  /**
   * A check is decided.
   *
   * @param round the grading that it belongs to
   * @param result what came of it
   */
  record Decided(Round round, CheckResult result) implements Event {}

  /**
   * A grading has come to its end.
   *
   * @param round which
   * @param problems why nothing could be graded; empty if it could
   * @param remarks how files were read, where that is to be known
   */
  record Done(Round round, List<String> problems, List<String> remarks) implements Event {}
}
