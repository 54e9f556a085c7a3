package streamkata.grader.kit;

/** Something cannot be done; the message is one sentence for the user, who needs no stack trace. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param sentence what is wrong, and what to do about it
   */
  public Refusal(String sentence) {
    super(Text.printable(sentence), null, false, false);
  }

  /** The sentence alone: this is what Maven prints. */
  @Override
  public String toString() {
    return getMessage();
  }
}
