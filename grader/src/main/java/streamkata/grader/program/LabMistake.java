package streamkata.grader.program;

/** A mistake in a submission that is best said in one sentence, without a stack trace. */
public final class LabMistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param sentence one sentence for the learner
   */
  public LabMistake(String sentence) {
    super(sentence);
  }
}
