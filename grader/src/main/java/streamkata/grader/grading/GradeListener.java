package streamkata.grader.grading;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.platform.launcher.TestPlan;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;

/** Prints and keeps the score after the tests of labs have run in an IDE; registered with JUnit. */
public final class GradeListener extends CheckListener {

  private final Decisions decisions = new Decisions();

  @Override
  protected void decided(CheckId check, Decision decision) {
    decisions.put(check, decision);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    Set<String> labs =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .flatMap(test -> CheckId.of(test).stream())
            .map(CheckId::lab)
            .collect(Collectors.toSet());
    if (!labs.isEmpty()) {
      System.out.println(score(plan.getConfigurationParameters()::get, labs));
    }
  }

  private String score(Function<String, Optional<String>> properties, Set<String> labs) {
    try {
      Selection selection = Selection.from(properties).only(lab -> labs.contains(lab.id()));
      Grade grade = decisions.grade(selection);
      Progress.record(selection, grade);
      return ScoreTable.of(grade);
    } catch (Refusal e) {
      return e.getMessage();
    }
  }
}
