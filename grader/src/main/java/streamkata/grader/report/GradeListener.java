package streamkata.grader.report;

import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.launcher.TestPlan;
import streamkata.grader.check.Selection;
import streamkata.grader.submission.LabMistake;

/** Prints the score after the tests of labs have run in an IDE; registered with JUnit. */
public final class GradeListener extends CheckListener {

  private final Decisions decisions = new Decisions();

  @Override
  protected void decided(CheckId check, Decision decision) {
    decisions.put(check, decision);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    boolean grades =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .anyMatch(test -> CheckId.of(test).isPresent());
    if (grades) {
      System.out.println(score(plan.getConfigurationParameters()::get));
    }
  }

  private String score(Function<String, Optional<String>> properties) {
    try {
      return ScoreTable.of(decisions.grade(Selection.from(properties)));
    } catch (LabMistake e) {
      return e.getMessage();
    }
  }
}
