package streamkata.grader.grading;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.stage.JobFailure;
import streamkata.grader.stage.LimitReached;
import streamkata.grader.stage.TimeLimit;
import streamkata.grader.submission.Implementation;
import streamkata.grader.submission.LabMistake;
import streamkata.grader.submission.Leash;
import streamkata.grader.submission.Submission;

/** Makes one check, and says for a learner what went wrong. */
public final class Judge {

  /** What {@code MatcherAssert.assertThat} writes. */
  private static final Pattern HAMCREST =
      Pattern.compile("(.*?)\\n?Expected: (.*)\\n     but: (.*)", Pattern.DOTALL);

  private final Lab lab;
  private final Selection selection;
  private Submission submission;
  private Implementation implementation;
  private Trial trial;
  private RuntimeException problem;
  private Consumer<AssertionError> atFirst = error -> {};

  /**
   * Of a check that begins.
   *
   * @param selection how to grade
   * @param load loads what is graded
   */
  public Judge(Lab lab, Selection selection, Supplier<Submission> load) {
    this.lab = lab;
    this.selection = selection;
    try {
      submission = load.get();
      if (selection.submission().isPresent() && !submission.has(lab)) {
        throw new TestAbortedException("The submission has nothing of this lab.");
      }
      implementation = submission.implementation(lab);
      trial = new Trial(implementation, selection, error -> atFirst.accept(error));
    } catch (LabMistake | Refusal | TestAbortedException e) {
      problem = e;
    }
  }

  /**
   * What the check is given.
   *
   * @return the trial; null if there is nothing to try, which {@link #decide} then says
   */
  public Trial trial() {
    return trial;
  }

  /** Decides, and says beforehand what is already known when a smaller input is looked for. */
  void decide(Check check, Executable test, Consumer<CheckFailure> first) throws Throwable {
    atFirst = error -> first.accept(wrong(check, error));
    decide(check, test);
  }

  /**
   * Decides.
   *
   * @param check which check
   * @param test makes it
   * @throws CheckFailure if it fails
   * @throws TestAbortedException if the lab is not started
   * @throws Throwable for a mistake of the kit
   */
  public void decide(Check check, Executable test) throws Throwable {
    try {
      if (problem != null) {
        throw problem;
      }
      test.execute();
    } catch (TestAbortedException e) {
      throw e;
    } catch (LabMistake | Refusal e) {
      throw failure(check, "problem", e.getMessage(), Optional.empty());
    } catch (LimitReached e) {
      throw limitReached(check, e);
    } catch (JobFailure e) {
      throw jobFailed(check, e);
    } catch (AssertionError e) {
      throw wrong(check, e);
    } finally {
      if (implementation != null) {
        Leash.stop(implementation.classLoader());
      }
    }
  }

  private Throwable jobFailed(Check check, JobFailure failure) {
    List<Cause> chain;
    try {
      chain =
          new TimeLimit(selection.limit())
              .call(implementation.classLoader(), () -> Cause.chain(failure.getCause()));
    } catch (LimitReached e) {
      return limitReached(check, e);
    }
    for (Cause cause : chain) {
      if (cause.is(MissingSolutionException.class)) {
        return new TestAbortedException("not started");
      }
      if (cause.is(LabMistake.class)) {
        return failure(check, "problem", cause.message(), Optional.empty());
      }
    }
    return failure(
        check,
        "problem",
        chain.isEmpty()
            ? "Your program failed, and Flink cannot say why."
            : "Your program threw an exception: " + chain.get(chain.size() - 1).describe(),
        Cause.frame(chain, packageName()));
  }

  private CheckFailure limitReached(Check check, LimitReached limit) {
    Optional<StackTraceElement> frame = Cause.frameOfAny(limit.traces(), packageName());
    return failure(
        check,
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

  private CheckFailure wrong(Check check, AssertionError error) {
    CheckFailure.Facts facts = facts(check);
    Matcher parts = HAMCREST.matcher(String.valueOf(error.getMessage()));
    if (parts.matches()) {
      facts.fact("expected", parts.group(2)).fact("but was", parts.group(3));
      if (!parts.group(1).isBlank()) {
        facts.fact("that is", parts.group(1));
      }
    } else {
      facts.fact("problem", String.valueOf(error.getMessage()));
    }
    return failure(check, facts, null);
  }

  private CheckFailure failure(
      Check check, String label, String text, Optional<StackTraceElement> frame) {
    CheckFailure.Facts facts = facts(check).fact(label, text);
    frame.ifPresent(at -> facts.fact("at", at.toString()));
    return failure(check, facts, frame.orElse(null));
  }

  private CheckFailure failure(Check check, CheckFailure.Facts facts, StackTraceElement frame) {
    String text = facts.fact("look at", check.lesson()).toString();
    return new CheckFailure(text, frame);
  }

  private CheckFailure.Facts facts(Check check) {
    CheckFailure.Facts facts =
        new CheckFailure.Facts(
            "%s, %s: %s".formatted(lab.id(), check.rung().title(), check.claim()));
    if (trial != null) {
      trial.lastScenario().ifPresent(scenario -> facts.fact("fed in", ScriptText.of(scenario)));
    }
    return facts;
  }

  private String packageName() {
    return submission.packageOf(lab);
  }
}
