package streamkata.grader.labs;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Check;
import streamkata.grader.wire.Failure;

/**
 * Lets JUnit run the checks of a lab one by one, as an IDE does, on a stage in its own JVM. The
 * properties {@code kata.*} select what is graded, as system properties or as configuration
 * parameters of JUnit.
 */
final class GradingExtension
    implements ExecutionCondition, ParameterResolver, InvocationInterceptor {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GradingExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return grading(context).isSelected(check(context))
        ? ConditionEvaluationResult.enabled("selected")
        : ConditionEvaluationResult.disabled("another lab is selected");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Trial.class;
  }

  /** The check is not invoked by JUnit, and needs no parameter. */
  @Override
  public Trial resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return null;
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws InterruptedException {
    invocation.skip();
    CheckResult result = grading(context).decide(check(context));
    switch (result.verdict()) {
      case PASSED -> {
        // As it should be.
      }
      case NOT_STARTED, NOT_REACHED -> throw new TestAbortedException(result.verdict().title());
      case CANNOT_BE_JUDGED -> throw failure(result.asFailed());
      case FAILED, GRADER_FAULT -> throw failure(result);
    }
  }

  private static AssertionFailedError failure(CheckResult result) {
    AssertionFailedError failure = new AssertionFailedError(result.message());
    failure.setStackTrace(
        result.frame().stream().map(GradingExtension::frame).toArray(StackTraceElement[]::new));
    return failure;
  }

  private static StackTraceElement frame(Failure.Frame frame) {
    return new StackTraceElement(frame.className(), frame.method(), frame.file(), frame.line());
  }

  private static Check check(ExtensionContext context) {
    return Course.ALL
        .labs()
        .checkOf(context.getRequiredTestMethod())
        .orElseThrow(() -> new IllegalStateException("Course has no line with these checks."));
  }

  private static GradingInIde grading(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            GradingInIde.class,
            key -> new GradingInIde(context::getConfigurationParameter),
            GradingInIde.class);
  }
}
