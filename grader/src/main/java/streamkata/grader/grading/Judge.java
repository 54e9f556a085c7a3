package streamkata.grader.grading;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import streamkata.common.lab.Criterion;
import streamkata.common.lab.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.program.LabMistake;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.Failure;

/** Runs the test of one criterion, and says for a learner what went wrong. */
final class Judge {

  /** What {@code MatcherAssert.assertThat} writes. */
  private static final Pattern HAMCREST =
      Pattern.compile("(.*?)\\n?Expected: (.*)\\n     but: (.*)", Pattern.DOTALL);

  static final Stages STAGES = new ThreadStages();

  private final Lab lab;
  private final Selection selection;
  private Submission submission;
  private LabCode code;
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
      code = submission.codeOf(lab);
      trial =
          new Trial<>(
              STAGES, code, Contract.of(lab.contract()), selection, error -> atFirst.accept(error));
    } catch (LabMistake | TestAbortedException e) {
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
    } catch (LabMistake e) {
      throw failure(criterion, "problem", e.getMessage(), Optional.empty());
    } catch (ProgramFailed e) {
      throw programFailed(criterion, e.failure());
    } catch (AssertionError e) {
      throw wrong(criterion, e);
    }
  }

  private Throwable programFailed(Criterion criterion, Failure failure) {
    return switch (failure.kind()) {
      case NOT_STARTED -> new TestAbortedException("not started");
      case MISTAKE -> failure(criterion, "problem", failure.text(), Optional.empty());
      case LIMIT -> limitReached(criterion, failure);
      case STAGE, EXCEPTION ->
          failure(
              criterion,
              "problem",
              failure.causes().isEmpty()
                  ? failure.text()
                  : "Your program threw an exception: "
                      + failure.causes().get(failure.causes().size() - 1).describe(),
              failure.frame(packageName()));
    };
  }

  private CheckFailure limitReached(Criterion criterion, Failure limit) {
    Optional<Failure.Frame> frame = limit.frame(packageName());
    return failure(
        criterion,
        "problem",
        "The check was stopped: %s.%s"
            .formatted(
                limit.text(),
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
      Criterion criterion, String label, String text, Optional<Failure.Frame> frame) {
    CheckFailure.Facts facts = facts(criterion).fact(label, text);
    frame.ifPresent(at -> facts.fact("at", at.toString()));
    return failure(
        criterion,
        facts,
        frame
            .map(at -> new StackTraceElement(at.className(), at.method(), at.file(), at.line()))
            .orElse(null));
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
    return code.packageName();
  }
}
