package streamkata.grader.grading;

import streamkata.grader.wire.Connection;

/** The stages that there are for a grading. */
public interface Stages {

  /**
   * A stage for what is played from its beginning.
   *
   * @return the same for many performances
   * @throws streamkata.grader.wire.StageLost if none can be had
   */
  Connection first();

  /**
   * A stage for what goes on when a worker is lost: nothing of the memory of another is there. May
   * wait until the lost one is dead.
   *
   * @param lost the stage that it was played on so far
   * @return another stage
   * @throws streamkata.grader.wire.StageLost if none can be had
   */
  Connection after(Connection lost);

  /**
   * Ends a stage of which something is doubtful. What is under way on it fails.
   *
   * @param stage the stage
   * @param why what is wrong with it, as the beginning of a sentence
   */
  void retire(Connection stage, String why);

  /** Ends all stages: what is played from now on has new ones. */
  default void renew() {}

  /**
   * Says how many checks there will be; a stage on which some are still to be played is not ended.
   *
   * @param checks how many
   */
  default void expect(int checks) {}

  /** Says that one of the checks that were expected is over. */
  default void over() {}
}
