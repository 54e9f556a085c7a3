package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;

/**
 * What is known of one throwable, as data. The class of a throwable may be one of the submission,
 * its methods may do anything, and its class loader may be closed by now: nothing is asked of it
 * later than here.
 *
 * @param className the full name of its class
 * @param message its message, shortened; null if it has none
 * @param trace where it was thrown
 */
public record Cause(String className, String message, List<StackTraceElement> trace) {

  private static final int DEEPEST = 50;
  private static final int LONGEST = 1000;
  private static final String TWICE = SerializedThrowable.class.getName() + ": ";
  private static final String UNREADABLE = "(its getMessage() failed)";

  /**
   * What is behind a failure.
   *
   * @param outermost a throwable that no submission has thrown: there is no time limit
   * @return the innermost of its causes
   */
  public static Cause root(Throwable outermost) {
    List<Cause> chain = chain(outermost);
    return chain.get(chain.size() - 1);
  }

  /**
   * A throwable and its causes, outermost first. Calls the methods of a submitted exception: it may
   * never return, and is to be called with a time limit.
   */
  static List<Cause> chain(Throwable outermost) {
    List<Cause> chain = new ArrayList<>();
    Throwable next = outermost;
    while (next != null && chain.size() < DEEPEST) {
      Throwable current = next;
      chain.add(current instanceof SerializedThrowable written ? of(written) : of(current));
      next = guarded(current::getCause, null);
    }
    return chain;
  }

  /** The innermost frame of the submission, in the innermost cause that has one. */
  static Optional<StackTraceElement> frame(List<Cause> chain, String packageName) {
    StackTraceElement found = null;
    for (Cause cause : chain) {
      found = frame(cause.trace().stream(), packageName).orElse(found);
    }
    return Optional.ofNullable(found);
  }

  /** The innermost frame of the submission in the first trace that has one. */
  static Optional<StackTraceElement> frameOfAny(
      List<StackTraceElement[]> traces, String packageName) {
    return traces.stream()
        .flatMap(trace -> frame(Stream.of(trace), packageName).stream())
        .findFirst();
  }

  boolean is(Class<? extends Throwable> type) {
    return className.equals(type.getName());
  }

  /** Class and message, without packages and outer classes. */
  String describe() {
    String inPackage = className.substring(className.lastIndexOf('.') + 1);
    String name = inPackage.replaceFirst("^.*\\$(?=\\D)", "");
    return message == null ? name : name + ": " + message;
  }

  private static Cause of(Throwable thrown) {
    return new Cause(
        thrown.getClass().getName(),
        shortened(guarded(thrown::getMessage, UNREADABLE)),
        List.of(guarded(thrown::getStackTrace, new StackTraceElement[0])));
  }

  /** What Flink has written down in the worker; its message begins with the name of the class. */
  private static Cause of(SerializedThrowable written) {
    String className = written.getOriginalErrorClassName();
    String text = String.valueOf(written.getMessage());
    // One that was written down twice carries the name of Flink's own class as well.
    while (text.startsWith(TWICE)) {
      text = text.substring(TWICE.length());
    }
    String message;
    if (text.equals(className)) {
      message = null;
    } else if (text.startsWith(className + ": ")) {
      message = text.substring(className.length() + 2);
    } else {
      message = UNREADABLE;
    }
    return new Cause(className, shortened(message), List.of(written.getStackTrace()));
  }

  private static String shortened(String message) {
    return message == null || message.length() <= LONGEST
        ? message
        : message.substring(0, LONGEST) + " ...";
  }

  private static <T> T guarded(Supplier<T> method, T otherwise) {
    try {
      return method.get();
    } catch (Throwable e) {
      return otherwise;
    }
  }

  private static Optional<StackTraceElement> frame(
      Stream<StackTraceElement> trace, String packageName) {
    return trace.filter(frame -> frame.getClassName().startsWith(packageName + ".")).findFirst();
  }
}
