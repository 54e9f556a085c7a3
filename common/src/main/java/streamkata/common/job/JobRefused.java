package streamkata.common.job;

import java.net.UnknownHostException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;
import streamkata.common.lab.MissingSolutionException;

/**
 * Ends a {@code main} with one sentence and exit code 1. Of the stack trace, only the frames of the
 * lab's own code are left.
 */
public final class JobRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern OF_OTHERS =
      Pattern.compile("(java|javax|jdk|sun|org\\.apache\\.flink|streamkata\\.common)\\.");

  private final boolean failed;

  private JobRefused(String sentence, boolean failed, StackTraceElement... frames) {
    super(sentence, null, false, true);
    this.failed = failed;
    setStackTrace(frames);
  }

  /**
   * Calls something, and refuses the job where it is given something that it cannot use.
   *
   * @param call may throw an IllegalArgumentException whose message is for a person
   * @param <T> the type of its result
   * @return its result
   */
  static <T> T unless(Supplier<T> call) {
    try {
      return call.get();
    } catch (IllegalArgumentException e) {
      throw new JobRefused(e.getMessage(), false);
    }
  }

  /**
   * Refuses to go on with a job that failed. What Flink wraps around the cause is left out.
   *
   * @param failure what was thrown
   * @return what to throw instead: the innermost {@link MissingSolutionException} as it is, or else
   *     a refusal
   */
  public static RuntimeException becauseOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof MissingSolutionException missing) {
      return missing;
    }
    if (isOwnName(root)) {
      String name = root.getMessage().split(":")[0];
      return new JobRefused(
          "Flink cannot start, because the name of this machine, %s, has no address. Add the line \"127.0.0.1 %s\" to the file hosts of the machine (/etc/hosts)."
              .formatted(name, name),
          true);
    }
    String name = root instanceof SerializedThrowable ? "" : root.getClass().getSimpleName() + ": ";
    StackTraceElement[] ownFrames =
        Stream.of(root.getStackTrace())
            .filter(frame -> !OF_OTHERS.matcher(frame.getClassName()).lookingAt())
            .toArray(StackTraceElement[]::new);
    return new JobRefused("The job failed. " + name + root.getMessage(), true, ownFrames);
  }

  /** Whether it was about the name of this machine, for which Flink asks when it starts. */
  private static boolean isOwnName(Throwable root) {
    return root instanceof UnknownHostException
        && Stream.of(root.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("getLocalHost"));
  }

  /**
   * Whether the job itself went wrong.
   *
   * @return false if it never began, since it was given something that it cannot use
   */
  public boolean hasFailed() {
    return failed;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
