package streamkata.grader.classroom;

import java.util.Locale;
import java.util.stream.Stream;
import streamkata.grader.kit.LabState;

/** What has become of a lab of one student. */
enum State {
  /** Every check passed. */
  COMPLETE,
  /** Something is written, and something is missing or wrong. */
  IN_PROGRESS,
  /** Nothing is written, or nothing was handed in. */
  NOT_STARTED,
  /** The compiler refuses it. */
  DOES_NOT_COMPILE,
  /** It cannot be read. */
  REFUSED,
  /** The kit has failed. */
  GRADER_FAULT;

  static State of(LabState state) {
    return switch (state) {
      case COMPLETE -> COMPLETE;
      case IN_PROGRESS -> IN_PROGRESS;
      case NOT_STARTED -> NOT_STARTED;
    };
  }

  /** The state with a title; one that is not known is as good as none. */
  static State of(String title) {
    return Stream.of(values())
        .filter(state -> state.title().equals(title))
        .findFirst()
        .orElse(NOT_STARTED);
  }

  /** As files and pages say it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether points are known; where they are not, there is no 0 either. */
  boolean hasPoints() {
    return this != REFUSED && this != GRADER_FAULT;
  }
}
