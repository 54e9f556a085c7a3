package streamkata.grader.grading;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Rung;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.Failure;
import streamkata.grader.wire.StageLost;

/** Decides one check for one program, once. */
final class CheckRun {

  /** Rungs of which no check makes trouble that could be left out. */
  private static final Set<Rung> WITHOUT_TROUBLE =
      EnumSet.of(Rung.BEHAVIOUR, Rung.ENVIRONMENT, Rung.STATE_HYGIENE);

  private static final String NO_NATIVE_LIBRARY =
      "This machine does not let RocksDB load its native library, perhaps because the temporary"
          + " folder is mounted noexec. Set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER to a folder"
          + " that is not. It is not a mistake of your program.";

  private final Lab lab;
  private final Check check;
  private final LabCode code;
  private final Rules rules;
  private final Consumer<CheckResult> first;
  private final long start = System.nanoTime();
  private Stages stages;
  private Trial trial;
  private boolean isJudged;

  /**
   * Prepares to decide.
   *
   * @param first is told how it fails, if it does, before a smaller input is looked for that shows
   *     the same; not every check does that
   */
  CheckRun(Lab lab, Check check, LabCode code, Rules rules, Consumer<CheckResult> first) {
    this.lab = lab;
    this.check = check;
    this.code = code;
    this.rules = rules;
    this.first = first;
  }

  /**
   * The stage may be to blame, or the program of another check: it must be done once more, alone.
   */
  static final class Doubt extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CheckResult result;

    private Doubt(CheckResult result) {
      super(null, null, false, false);
      this.result = result;
    }

    /** What came of the check, if nothing else can be to blame. */
    CheckResult result() {
      return result;
    }
  }

  /**
   * Decides.
   *
   * @throws Doubt if it cannot be said whose fault it is that the check came to no end
   * @throws InterruptedException if the calling thread was interrupted
   */
  CheckResult decide(Stages on) throws Doubt, InterruptedException {
    stages = on;
    try {
      trial = new Trial(stages, code, Contract.of(lab.contract()), rules, this::failsAtFirst);
      return judged(outcome());
    } catch (BudgetSpent e) {
      return decided(Verdict.NOT_REACHED, e.getMessage());
    } catch (WrongInCalm e) {
      return e.result();
    } catch (StageLost e) {
      throw new Doubt(
          e.wasReady()
              ? failed(Explanation.ofLostStage(e.getMessage()))
              : decided(
                  Verdict.GRADER_FAULT,
                  "No JVM for programs can be started here: " + e.getMessage()));
    } catch (CompletionException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return graderFault(e);
    } catch (RuntimeException | ReflectiveOperationException | Error e) {
      return graderFault(e);
    }
  }

  private CheckResult outcome() throws Doubt, ReflectiveOperationException {
    try {
      invoke(trial);
      return CheckResult.of(check, Verdict.PASSED, took());
    } catch (ProgramFailed e) {
      return of(e.failure());
    } catch (AssertionError e) {
      return failed(Explanation.of(e));
    }
  }

  /** What a program does wrong without the trouble that a check makes. */
  private static final class WrongInCalm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CheckResult result;

    private WrongInCalm(CheckResult result) {
      super(null, null, false, false);
      this.result = result;
    }

    private CheckResult result() {
      return result;
    }
  }

  private void failsAtFirst(AssertionError wrong) {
    CheckResult result = judged(failed(Explanation.of(wrong)));
    if (result.verdict() == Verdict.CANNOT_BE_JUDGED) {
      throw new WrongInCalm(result);
    }
    isJudged = true;
    first.accept(result);
  }

  /** What is wrong without the trouble that the check makes is not the trouble's. */
  private CheckResult judged(CheckResult result) {
    if (isJudged || result.verdict() != Verdict.FAILED || WITHOUT_TROUBLE.contains(check.rung())) {
      return result;
    }
    Trial calm = trial.calm(check.rung() == Rung.EVENT_TIME);
    try {
      invoke(calm);
    } catch (AssertionError e) {
      return inCalm(calm, Explanation.of(e)).orElse(result);
    } catch (ProgramFailed e) {
      return e.failure().kind() == Failure.Kind.MISTAKE
              || e.failure().kind() == Failure.Kind.EXCEPTION
          ? inCalm(calm, Explanation.of(e.failure(), code.packageName())).orElse(result)
          : result;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return result;
  }

  private Optional<CheckResult> inCalm(Trial calm, Explanation explanation) {
    boolean isOfTheRung = check.rung() == Rung.EVENT_TIME && !calm.isLastCalmed();
    return !isOfTheRung
        ? Optional.of(
            new CheckResult(
                check,
                Verdict.CANNOT_BE_JUDGED,
                explanation.facts(Rung.BEHAVIOUR.lesson(), calm.lastScenario()),
                explanation.frame(),
                took()))
        : Optional.empty();
  }

  /** What was played last, or was to be played. */
  Optional<Scenario> lastScenario() {
    return Optional.ofNullable(trial).flatMap(Trial::lastScenario);
  }

  private CheckResult of(Failure failure) throws Doubt {
    Explanation explanation = Explanation.of(failure, code.packageName());
    boolean isItsOwn = explanation.frame().isPresent();
    return switch (failure.kind()) {
      case NOT_STARTED -> CheckResult.of(check, Verdict.NOT_STARTED, took());
      case MISTAKE -> failed(explanation);
      case EXCEPTION ->
          isOfTheMachine(failure) && !isItsOwn
              ? decided(Verdict.GRADER_FAULT, NO_NATIVE_LIBRARY)
              : failed(explanation);
      case STAGE -> throw new Doubt(failed(explanation));
      case LIMIT -> {
        if (!isItsOwn) {
          throw new Doubt(failed(explanation));
        }
        yield failed(explanation);
      }
    };
  }

  CheckResult failed(Explanation explanation) {
    return new CheckResult(
        check,
        Verdict.FAILED,
        explanation.facts(check.lesson(), !WITHOUT_TROUBLE.contains(check.rung()), lastScenario()),
        explanation.frame(),
        took());
  }

  private static boolean isOfTheMachine(Failure failure) {
    return failure.causes().stream()
        .anyMatch(cause -> cause.className().equals(UnsatisfiedLinkError.class.getName()));
  }

  private CheckResult decided(Verdict verdict, String why) {
    return new CheckResult(
        check, verdict, List.of(new Fact("problem", why)), Optional.empty(), took());
  }

  private CheckResult graderFault(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return new CheckResult(
        check,
        Verdict.GRADER_FAULT,
        List.of(
            new Fact(
                "problem",
                "The grader itself failed: this is not a mistake of your program. Please report"
                    + " it."),
            new Fact("error", trace.toString())),
        Optional.empty(),
        took());
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void invoke(Trial with) throws ReflectiveOperationException {
    Method method =
        Stream.of(lab.checksClass().getDeclaredMethods())
            .filter(candidate -> Check.idOf(candidate.getName()).equals(check.id()))
            .filter(
                candidate -> List.of(candidate.getParameterTypes()).equals(List.of(Trial.class)))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    Constructor<?> constructor = lab.checksClass().getDeclaredConstructor();
    constructor.setAccessible(true);
    try {
      method.invoke(constructor.newInstance(), with);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
