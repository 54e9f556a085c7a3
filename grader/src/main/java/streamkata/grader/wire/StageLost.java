package streamkata.grader.wire;

/** A stage has died, no longer answers, or says what no stage says. */
public final class StageLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean wasReady;

  /**
   * Says what became of it.
   *
   * @param what what happened, as the beginning of a sentence: {@code The JVM died}
   * @param wasReady whether it had begun to serve: if not, no program is to blame
   */
  public StageLost(String what, boolean wasReady) {
    super(what);
    this.wasReady = wasReady;
  }

  /**
   * Says what became of one that had begun to serve.
   *
   * @param what what happened, as the beginning of a sentence
   */
  public StageLost(String what) {
    this(what, true);
  }

  /** Whether it had begun to serve. */
  public boolean wasReady() {
    return wasReady;
  }
}
