package streamkata.grader.classroom;

/** Is told how far a run is; by any thread. */
public interface Listener {

  /**
   * Grading begins.
   *
   * @param handIns how many are to be graded
   * @param results how many results they need
   * @param known how many results are there already
   */
  void begins(int handIns, int results, int known);

  /** A hand-in is under way. */
  void started(String name);

  /**
   * A hand-in is graded.
   *
   * @param name whose it is
   * @param summary what came of it, in a few words
   */
  void ended(String name, String summary);
}
