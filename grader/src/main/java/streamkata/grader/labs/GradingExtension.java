package streamkata.grader.labs;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import streamkata.grader.grading.Judge;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabMistake;
import streamkata.grader.submission.Submission;

/**
 * Runs the checks of a lab against the implementation that the properties {@code kata.*} select,
 * and turns whatever goes wrong into a {@link CheckFailure}. They may be given as system properties
 * or as configuration parameters of JUnit.
 */
final class GradingExtension
    implements ExecutionCondition, ParameterResolver, InvocationInterceptor {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GradingExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (isDecided(context)) {
      return ConditionEvaluationResult.disabled("decided before");
    }
    try {
      return selection(context).labs().contains(lab(context))
          ? ConditionEvaluationResult.enabled("selected")
          : ConditionEvaluationResult.disabled("another lab is selected");
    } catch (LabMistake e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Trial.class;
  }

  @Override
  public Trial resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Judge judge = new Judge(lab(context), selection(context), () -> submission(context));
    context.getStore(NAMESPACE).put(Judge.class, judge);
    return judge.trial();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    Judge judge = context.getStore(NAMESPACE).get(Judge.class, Judge.class);
    judge.decide(check(context), invocation::proceed);
  }

  /** Whether an earlier process of the same grading has decided this check. */
  private static boolean isDecided(ExtensionContext context) {
    String decided = context.getConfigurationParameter("kata.decided").orElse("");
    return List.of(decided.split(",")).contains(check(context).name());
  }

  private static Check check(ExtensionContext context) {
    return Course.CORE
        .labs()
        .checkOf(context.getRequiredTestMethod())
        .orElseThrow(() -> new IllegalStateException("No line of Course names these checks."));
  }

  private static Lab lab(ExtensionContext context) {
    return Course.CORE.labs().byId(check(context).lab());
  }

  private static Selection selection(ExtensionContext context) {
    return Selection.from(Course.CORE.labs(), context::getConfigurationParameter);
  }

  /** Loaded once for a whole run of tests. */
  private static Submission submission(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Submission.class, key -> selection(context).load(), Submission.class);
  }
}
