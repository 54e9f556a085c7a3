package streamkata.grader.wire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a stage could not do what it was asked, as data.
 *
 * @param kind what kind of failure it is
 * @param text one sentence, without a full stop for {@link Kind#EXCEPTION} and {@link Kind#LIMIT};
 *     may be empty
 * @param causes the exception and its causes, outermost first
 * @param traces where the threads of the program were, those that were computing first
 */
public record Failure(Kind kind, String text, List<Cause> causes, List<List<Frame>> traces) {

  /** What kind of failure it is. */
  public enum Kind {
    /** The exercise still waits for its solution. */
    NOT_STARTED,
    /** A mistake of the program that is best said in one sentence. */
    MISTAKE,
    /** The compiler refuses the program; the text is what it says. */
    COMPILE_ERRORS,
    /** The program threw an exception, or Flink did because of it. */
    EXCEPTION,
    /** The program was stopped: it computed too long, or waited for nothing. */
    LIMIT,
    /** The stage itself is harmed, perhaps by the program of another check. */
    STAGE
  }

  /**
   * One line of a stack trace.
   *
   * @param className the full name of the class
   * @param method the name of the method
   * @param file the name of the source file; null if nobody knows
   * @param line the line in it; negative if nobody knows
   */
  public record Frame(String className, String method, String file, int line) {

    private static final int LONGEST_NAME = 300;

    /** Names that a program has made up are cut, and are one line. */
    public Frame {
      className = name(className);
      method = name(method);
      file = file == null ? null : name(file);
    }

    private static String name(String said) {
      return said.substring(0, Math.min(said.length(), LONGEST_NAME)).replaceAll("\\p{C}", "?");
    }

    /**
     * The frame of a stack trace.
     *
     * @param element the frame
     * @return the same as data
     */
    public static Frame of(StackTraceElement element) {
      return new Frame(
          element.getClassName(),
          element.getMethodName(),
          element.getFileName(),
          element.getLineNumber());
    }

    /** As a stack trace has it. */
    @Override
    public String toString() {
      return new StackTraceElement(className, method, file, line).toString();
    }
  }

  /**
   * What is known of one throwable.
   *
   * @param className the full name of its class
   * @param message its message, shortened; null if it has none
   * @param trace where it was thrown
   */
  public record Cause(String className, String message, List<Frame> trace) {

    /**
     * Class and message, without packages and outer classes.
     *
     * @return one line, if the message has no more
     */
    public String describe() {
      String inPackage = className.substring(className.lastIndexOf('.') + 1);
      String name = inPackage.replaceFirst("^.*\\$(?=\\D)", "");
      return message == null ? name : name + ": " + message;
    }
  }

  /**
   * A failure that a sentence says.
   *
   * @param kind what kind of failure it is
   * @param text the sentence
   * @return the failure
   */
  public static Failure of(Kind kind, String text) {
    return new Failure(kind, text, List.of(), List.of());
  }

  /**
   * Where in the program it went wrong.
   *
   * @param packageName the package of the program
   * @return the innermost frame of that package, in the innermost cause that has one, or else in
   *     the first trace that has one
   */
  public Optional<Frame> frame(String packageName) {
    Optional<Frame> found = Optional.empty();
    for (Cause cause : causes) {
      Optional<Frame> here = frame(cause.trace().stream(), packageName);
      found = here.isPresent() ? here : found;
    }
    return found.isPresent()
        ? found
        : traces.stream().flatMap(trace -> frame(trace.stream(), packageName).stream()).findFirst();
  }

  private static Optional<Frame> frame(Stream<Frame> trace, String packageName) {
    return trace.filter(frame -> frame.className().startsWith(packageName + ".")).findFirst();
  }
}
