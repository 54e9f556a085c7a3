package streamkata.grader.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.program.LabMistake;
import streamkata.grader.wire.Failure;
import streamkata.grader.wire.Failure.Cause;
import streamkata.grader.wire.Failure.Frame;
import streamkata.grader.wire.Failure.Kind;

/**
 * Makes data of what was thrown. The class of a throwable may be one of the submission, its methods
 * may do anything, and its class loader may be closed by now: nothing is asked of it later than
 * here.
 */
final class Failures {

  private static final int DEEPEST = 50;
  private static final int LONGEST = 1000;
  private static final int MOST_FRAMES = 200;
  private static final int MOST_TRACES = 20;
  private static final String TWICE = SerializedThrowable.class.getName() + ": ";
  private static final String UNREADABLE = "(its getMessage() failed)";

  private Failures() {}

  /** Of a program that was stopped. */
  static Failure of(LimitReached reached) {
    return new Failure(
        Kind.LIMIT,
        reached.getMessage(),
        List.of(),
        reached.traces().stream().limit(MOST_TRACES).map(Failures::frames).toList());
  }

  /**
   * Of a program that failed. Calls the methods of a submitted exception: it may never return, and
   * is to be called with a limit.
   */
  static Failure of(JobFailure failure) {
    List<Cause> causes = chain(failure.getCause());
    for (Cause cause : causes) {
      if (is(cause, MissingSolutionException.class)) {
        return Failure.of(Kind.NOT_STARTED, "");
      }
      if (is(cause, LabMistake.class)) {
        return Failure.of(Kind.MISTAKE, cause.message());
      }
    }
    return new Failure(Kind.EXCEPTION, failure.getMessage(), causes, List.of());
  }

  private static boolean is(Cause cause, Class<?> type) {
    return cause.className().equals(type.getName());
  }

  private static List<Cause> chain(Throwable outermost) {
    List<Cause> chain = new ArrayList<>();
    Throwable next = outermost;
    while (next != null && chain.size() < DEEPEST) {
      Throwable current = next;
      chain.add(current instanceof SerializedThrowable written ? of(written) : of(current));
      next = guarded(current::getCause, null);
    }
    return chain;
  }

  private static Cause of(Throwable thrown) {
    return new Cause(
        thrown.getClass().getName(),
        shortened(guarded(thrown::getMessage, UNREADABLE)),
        frames(guarded(thrown::getStackTrace, new StackTraceElement[0])));
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
    return new Cause(className, shortened(message), frames(written.getStackTrace()));
  }

  private static List<Frame> frames(StackTraceElement[] trace) {
    return Stream.of(trace).limit(MOST_FRAMES).map(Frame::of).toList();
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
}
