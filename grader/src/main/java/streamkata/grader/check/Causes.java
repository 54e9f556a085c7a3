package streamkata.grader.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;

/** Finds what matters to a learner in what Flink wraps around it. */
final class Causes {

  private static final int DEEPEST = 50;
  private static final int LONGEST = 1000;

  private Causes() {}

  /** A throwable and its causes, outermost first, each as it was before Flink serialised it. */
  static List<Throwable> chain(Throwable outermost, ClassLoader loader) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = outermost;
    while (next != null && chain.size() < DEEPEST) {
      if (next instanceof SerializedThrowable serialized) {
        next = original(serialized, loader);
      }
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }

  /**
   * As the program threw it, or, if its class cannot be used here, as Flink has written it down.
   */
  private static Throwable original(SerializedThrowable serialized, ClassLoader loader) {
    try {
      return serialized.deserializeError(loader);
    } catch (Throwable e) {
      return serialized;
    }
  }

  /** The innermost frame of the submission, in the innermost cause that has one. */
  static Optional<StackTraceElement> frame(List<Throwable> chain, String packageName) {
    StackTraceElement found = null;
    for (Throwable cause : chain) {
      found = frame(cause.getStackTrace(), packageName).orElse(found);
    }
    return Optional.ofNullable(found);
  }

  /** The innermost frame of the submission in the first trace that has one. */
  static Optional<StackTraceElement> frameOfAny(
      List<StackTraceElement[]> traces, String packageName) {
    return traces.stream().flatMap(trace -> frame(trace, packageName).stream()).findFirst();
  }

  /** Class and message of a throwable, whatever its own methods do. */
  static String describe(Throwable throwable) {
    String message;
    try {
      message = throwable.getMessage();
      if (message != null && message.length() > LONGEST) {
        message = message.substring(0, LONGEST) + " ...";
      }
    } catch (Throwable e) {
      message = "(its getMessage() failed)";
    }
    if (throwable instanceof SerializedThrowable) {
      return message;
    }
    String name = throwable.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }

  private static Optional<StackTraceElement> frame(StackTraceElement[] trace, String packageName) {
    return Stream.of(trace)
        .filter(frame -> frame.getClassName().startsWith(packageName + "."))
        .findFirst();
  }
}
