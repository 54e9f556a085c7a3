package streamkata.grader.grading;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import streamkata.common.lab.Criterion;
import streamkata.common.lab.Lab;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.stage.JobFailure;
import streamkata.grader.stage.LimitReached;
import streamkata.grader.stage.TimeLimit;
import streamkata.grader.submission.Implementation;
import streamkata.grader.submission.LabMistake;
import streamkata.grader.submission.Leash;
import streamkata.grader.submission.Submission;

/** Runs the test of one criterion, and says for a learner what went wrong. */
final class Judge {

  /** What {@code MatcherAssert.assertThat} writes. */
  private static final Pattern HAMCREST =
      Pattern.compile("(.*?)\\n?Expected: (.*)\\n     but: (.*)", Pattern.DOTALL);

  private final Lab lab;
  private final Selection selection;
  private Submission submission;
  private Implementation<?> implementation;
  private Trial<?> trial;
  private RuntimeException problem;
  private Consumer<AssertionError> atFirst = error -> {};

  Judge(Lab lab, Selection selection, Supplier<Submission> load) {
    this.lab = lab;
    this.selection = selection;
    try {
      submission = load.get();
      if (selection.submission().isPresent() && !submission.has(lab)) {
        throw new TestAbortedException("The submission has nothing of this lab.");
      }
      implementation = submission.implementation(lab, lab.contract());
      trial = new Trial<>(implementation, selection, error -> atFirst.accept(error));
    } catch (LabMistake | Refusal | TestAbortedException e) {
      problem = e;
    }
  }

  Trial<?> trial() {
    return trial;
  }

  /** Decides, and says beforehand what is already known when a smaller input is looked for. */
  void decide(Criterion criterion, Executable test, Consumer<CheckFailure> first) throws Throwable {
    atFirst = error -> first.accept(wrong(criterion, error));
    decide(criterion, test);
  }

  void decide(Criterion criterion, Executable test) throws Throwable {
    try {
      if (problem != null) {
        throw problem;
      }
      test.execute();
    } catch (TestAbortedException e) {
      throw e;
    } catch (LabMistake | Refusal e) {
      throw failure(criterion, "problem", e.getMessage(), Optional.empty());
    } catch (LimitReached e) {
      throw limitReached(criterion, e);
    } catch (JobFailure e) {
      throw jobFailed(criterion, e);
    } catch (AssertionError e) {
      throw wrong(criterion, e);
    } finally {
      if (implementation != null) {
        Leash.stop(implementation.classLoader());
      }
    }
  }

  private Throwable jobFailed(Criterion criterion, JobFailure failure) {
    List<Cause> chain;
    try {
      chain =
          new TimeLimit(selection.limit())
              .call(implementation.classLoader(), () -> Cause.chain(failure.getCause()));
    } catch (LimitReached e) {
      return limitReached(criterion, e);
    }
    for (Cause cause : chain) {
      if (cause.is(MissingSolutionException.class)) {
        return new TestAbortedException("not started");
      }
      if (cause.is(LabMistake.class)) {
        return failure(criterion, "problem", cause.message(), Optional.empty());
      }
    }
    return failure(
        criterion,
        "problem",
        chain.isEmpty()
            ? "Your program failed, and Flink cannot say why."
            : "Your program threw an exception: " + chain.get(chain.size() - 1).describe(),
        Cause.frame(chain, packageName()));
  }

  private CheckFailure limitReached(Criterion criterion, LimitReached limit) {
    Optional<StackTraceElement> frame = Cause.frameOfAny(limit.traces(), packageName());
    return failure(
        criterion,
        "problem",
        "The check was stopped: %s (-Dkata.limit).%s"
            .formatted(
                limit.getMessage(),
                frame.isPresent()
                    ? " This is where your program was:"
                    : " None of your code was running: does everything that comes in reach the"
                        + " result, watermarks too?"),
        frame);
  }

  private CheckFailure wrong(Criterion criterion, AssertionError error) {
    CheckFailure.Facts facts = facts(criterion);
    Matcher parts = HAMCREST.matcher(String.valueOf(error.getMessage()));
    if (parts.matches()) {
      facts.fact("expected", parts.group(2)).fact("but was", parts.group(3));
      if (!parts.group(1).isBlank()) {
        facts.fact("that is", parts.group(1));
      }
    } else {
      facts.fact("problem", String.valueOf(error.getMessage()));
    }
    return failure(criterion, facts, null);
  }

  private CheckFailure failure(
      Criterion criterion, String label, String text, Optional<StackTraceElement> frame) {
    CheckFailure.Facts facts = facts(criterion).fact(label, text);
    frame.ifPresent(at -> facts.fact("at", at.toString()));
    return failure(criterion, facts, frame.orElse(null));
  }

  private CheckFailure failure(
      Criterion criterion, CheckFailure.Facts facts, StackTraceElement frame) {
    String text = facts.fact("look at", criterion.lesson()).toString();
    return new CheckFailure(text, frame);
  }

  private CheckFailure.Facts facts(Criterion criterion) {
    CheckFailure.Facts facts =
        new CheckFailure.Facts(
            "%s, %s: %s".formatted(lab.id(), criterion.rung().title(), criterion.claim()));
    if (trial != null) {
      trial.lastScenario().ifPresent(scenario -> facts.fact("fed in", ScriptText.of(scenario)));
    }
    return facts;
  }

  private String packageName() {
    return submission.packageOf(lab);
  }
}
