package streamkata.grader.wire;

/** How a checkpoint goes that does not simply complete. The job goes on in each case. */
public enum Checkpointing {
  /** It is aborted when all tasks have taken part in it. */
  FAILS("checkpoint; it fails, and the job continues"),

  /** The inputs end. The checkpoint that Flink then takes is aborted, and so is the next one. */
  FAILS_AT_THE_END("the input ends; the last checkpoint fails, and the job continues"),

  /** All tasks of the program have taken part in it, and it does not complete yet. */
  WAITS("checkpoint; it does not complete yet"),

  /** While all tasks of the program have taken part in a savepoint, what waited completes. */
  COMPLETES_LATE("savepoint; meanwhile the earlier checkpoint completes");

  private final String text;

  Checkpointing(String text) {
    this.text = text;
  }

  /** What happens, for a learner. */
  public String text() {
    return text;
  }
}
