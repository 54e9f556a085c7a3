package streamkata.grader.grading;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;

/** What the checks of a lab play. */
public final class Played {

  private Played() {}

  /** All scenarios, as they are played with the reference solution under the default seed. */
  public static List<Scenario> of(Lab lab, Stages stages) throws ReflectiveOperationException {
    Map<String, String> properties = Map.of("kata.implementation", "solutions");
    Selection selection =
        Selection.from(Course.CORE.labs(), name -> Optional.ofNullable(properties.get(name)));
    LabCode code = Submission.of(selection).codeOf(lab);
    List<Scenario> played = new ArrayList<>();
    for (Method check : checks(lab)) {
      Trial trial =
          new Trial(stages, code, Contract.of(lab.contract()), Rules.of(selection), failure -> {});
      check.setAccessible(true);
      check.invoke(lab.checksClass().getDeclaredConstructor().newInstance(), trial);
      played.addAll(trial.played());
    }
    return played;
  }

  private static List<Method> checks(Lab lab) {
    return Stream.of(lab.checksClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(GradedCheck.class))
        .toList();
  }
}
