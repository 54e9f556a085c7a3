package streamkata.grader.grading;

import java.util.Locale;
import org.opentest4j.AssertionFailedError;

/** A failed check, said for a learner: aligned facts, and only the frames of their own code. */
public final class CheckFailure extends AssertionFailedError {

  private static final long serialVersionUID = 1L;

  private final transient StackTraceElement frame;

  CheckFailure(String text, StackTraceElement frame) {
    super(text);
    this.frame = frame;
    setStackTrace(frame == null ? new StackTraceElement[0] : new StackTraceElement[] {frame});
  }

  /**
   * Where in the submission it went wrong.
   *
   * @return the innermost frame of the submission, or null if there is none
   */
  public StackTraceElement frame() {
    return frame;
  }

  /** Collects the facts of a failure. */
  static final class Facts {

    private static final String INDENT = " ".repeat(12);
    private final StringBuilder text = new StringBuilder();

    Facts(String headline) {
      text.append(headline);
    }

    Facts fact(String label, String value) {
      text.append(
          String.format(
              Locale.ROOT, "%n  %-9s %s", label, value.strip().replace("\n", "\n" + INDENT)));
      return this;
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
