package streamkata.grader.grading;

import java.util.List;
import java.util.Optional;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.stage.JobFailure;
import streamkata.grader.stage.LimitReached;
import streamkata.grader.stage.TimeLimit;
import streamkata.grader.submission.Implementation;
import streamkata.grader.submission.LabMistake;

/** Says in a sentence or two why nothing came out of a program. */
public final class Excuse {

  private Excuse() {}

  /**
   * Of a program that was stopped.
   *
   * @param reached the limit that it has reached
   * @param implementation the program
   * @return what happened, and where
   */
  public static String of(LimitReached reached, Implementation implementation) {
    return "Your program was stopped: "
        + reached.getMessage()
        + at(Cause.frameOfAny(reached.traces(), packageOf(implementation)));
  }

  /**
   * Of a program that failed.
   *
   * @param failure how it failed
   * @param implementation the program
   * @param limit how long it may take the program's exception to say what it is
   * @return what happened, and where
   * @throws LimitReached if it takes longer
   */
  public static String of(JobFailure failure, Implementation implementation, TimeLimit limit) {
    List<Cause> chain =
        limit.call(implementation.classLoader(), () -> Cause.chain(failure.getCause()));
    for (Cause cause : chain) {
      if (cause.is(MissingSolutionException.class)) {
        return "This lab is not started.";
      }
      if (cause.is(LabMistake.class)) {
        return cause.message();
      }
    }
    return chain.isEmpty()
        ? "Your program failed, and Flink cannot say why."
        : "Your program threw an exception: "
            + chain.get(chain.size() - 1).describe()
            + at(Cause.frame(chain, packageOf(implementation)));
  }

  private static String packageOf(Implementation implementation) {
    String name = implementation.className();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String at(Optional<StackTraceElement> frame) {
    return frame.map(at -> " (%s:%d)".formatted(at.getFileName(), at.getLineNumber())).orElse("");
  }
}
