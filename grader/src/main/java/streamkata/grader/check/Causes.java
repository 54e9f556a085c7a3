package streamkata.grader.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;

/** Finds what matters to a learner in what Flink wraps around it. */
final class Causes {

  private Causes() {}

  /** A throwable and its causes, outermost first, each as it was before Flink serialised it. */
  static List<Throwable> chain(Throwable outermost, ClassLoader loader) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = outermost;
    while (next != null && !chain.contains(next)) {
      if (next instanceof SerializedThrowable serialized) {
        next = serialized.deserializeError(loader);
      }
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }

  /** The innermost frame of the submission, in the innermost cause that has one. */
  static Optional<StackTraceElement> frame(List<Throwable> chain, String packageName) {
    StackTraceElement found = null;
    for (Throwable cause : chain) {
      found = frame(cause.getStackTrace(), packageName).orElse(found);
    }
    return Optional.ofNullable(found);
  }

  /** The innermost frame of the submission in any thread; a thread that is computing goes first. */
  static Optional<StackTraceElement> frame(
      Map<Thread, StackTraceElement[]> threads, String packageName) {
    return threads.entrySet().stream()
        .sorted((a, b) -> Boolean.compare(isRunning(b.getKey()), isRunning(a.getKey())))
        .flatMap(thread -> frame(thread.getValue(), packageName).stream())
        .findFirst();
  }

  /** Class and message of a throwable, whatever its own methods do. */
  static String describe(Throwable throwable) {
    String message;
    try {
      message = throwable.getMessage();
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

  private static boolean isRunning(Thread thread) {
    return thread.getState() == Thread.State.RUNNABLE;
  }
}
