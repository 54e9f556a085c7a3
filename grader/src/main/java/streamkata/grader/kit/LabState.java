package streamkata.grader.kit;

import java.util.Locale;

/** How far a learner has come with a lab. */
public enum LabState {
  /** Nothing has been graded yet, or nothing was written when it was. */
  NOT_STARTED,
  /** Something is written, and something is still missing or wrong. */
  IN_PROGRESS,
  /** Every check passed. */
  COMPLETE;

  /**
   * The state as reports and the progress file name it.
   *
   * @return one or two words in lower case
   */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
