package streamkata.grader.labs;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.platform.launcher.TestPlan;
import streamkata.grader.grading.CheckListener;
import streamkata.grader.grading.Decision;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.ScoreTable;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;

/** Prints and keeps the score after the tests of labs have run in an IDE; registered with JUnit. */
public final class GradeListener extends CheckListener {

  private final Decisions decisions = new Decisions();

  /** Listens for the checks of the course. */
  public GradeListener() {
    super(Course.CORE.labs());
  }

  @Override
  protected void decided(Check check, Decision decision) {
    decisions.put(check, decision);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    Set<String> labs =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .flatMap(test -> checkOf(test).stream())
            .map(Check::lab)
            .collect(Collectors.toSet());
    if (!labs.isEmpty()) {
      System.out.println(score(plan.getConfigurationParameters()::get, labs));
    }
  }

  private String score(Function<String, Optional<String>> properties, Set<String> labs) {
    try {
      Selection selection =
          Selection.from(Course.CORE.labs(), properties).only(lab -> labs.contains(lab.id()));
      Grade grade = decisions.grade(selection);
      Progress.record(selection, grade);
      return ScoreTable.of(grade, Course.CORE.labs());
    } catch (Refusal e) {
      return e.getMessage();
    }
  }
}
