package streamkata.grader.wire;

/** A stage has died, no longer answers, or says what no stage says. */
public final class StageLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what became of it.
   *
   * @param what what happened, as the beginning of a sentence: {@code The JVM died}
   */
  public StageLost(String what) {
    super(what);
  }
}
