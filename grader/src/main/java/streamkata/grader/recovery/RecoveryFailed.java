package streamkata.grader.recovery;

/** The experiment could not be carried out; the message is one sentence that says what to do. */
public final class RecoveryFailed extends Exception {

  private static final long serialVersionUID = 1L;

  RecoveryFailed(String sentence) {
    super(sentence);
  }
}
