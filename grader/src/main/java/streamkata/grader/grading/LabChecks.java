package streamkata.grader.grading;

import java.lang.reflect.Method;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.Submission;

/**
 * The checks of one lab, for whoever runs them one by one and not as tests of JUnit. They are the
 * same methods, and judge in the same way.
 *
 * @param lab the lab
 */
public record LabChecks(Lab lab) {

  /**
   * Runs a check. An interrupt of the calling thread ends it early, with an exception that says
   * nothing about the program.
   *
   * @param check one of the checks of the lab
   * @param selection how to grade
   * @param submission what is graded
   * @param first is told how it fails, if it does, before a smaller input is looked for that shows
   *     the same; not every check does that
   * @throws CheckFailure if the check fails
   * @throws org.opentest4j.TestAbortedException if the lab is not started
   * @throws Throwable for a mistake of the kit
   */
  public void run(
      Check check, Selection selection, Submission submission, Consumer<CheckFailure> first)
      throws Throwable {
    Judge judge = new Judge(lab, selection, () -> submission);
    judge.decide(
        check,
        () ->
            ReflectionSupport.invokeMethod(
                methodOf(check), ReflectionSupport.newInstance(lab.checksClass()), judge.trial()),
        first);
  }

  private Method methodOf(Check check) {
    return Stream.of(lab.checksClass().getDeclaredMethods())
        .filter(method -> Check.idOf(method.getName()).equals(check.id()))
        .findFirst()
        .orElseThrow();
  }
}
