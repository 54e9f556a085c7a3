package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.kit.Text;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.wire.Failure;

/**
 * Says for a learner why a check failed.
 *
 * @param problem what was found
 * @param frame where in the program, if there is such a place
 * @param isSaid whether the problem says all: what the check is about does not help
 */
record Explanation(List<Fact> problem, Optional<Failure.Frame> frame, boolean isSaid) {

  /** Of an expectation that is not met. */
  static Explanation of(AssertionError wrong) {
    return new Explanation(
        wrong instanceof Mismatch mismatch
            ? mismatch.facts()
            : List.of(new Fact("problem", String.valueOf(wrong.getMessage()))),
        Optional.empty(),
        false);
  }

  /** Of a program that was not played to the end of its script. */
  static Explanation of(Failure failure, String packageName) {
    Optional<Failure.Frame> frame = failure.frame(packageName);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("problem", sentence(failure, frame.isPresent())));
    if (failure.kind() == Failure.Kind.COMPILE_ERRORS) {
      facts.add(new Fact(Fact.COMPILER, Text.quoted(failure.text())));
    }
    frame.ifPresent(at -> facts.add(new Fact("at", at.toString())));
    lesson(failure).ifPresent(lesson -> facts.add(new Fact(Fact.LESSON, lesson)));
    return new Explanation(facts, frame, failure.kind() != Failure.Kind.EXCEPTION);
  }

  /** Of a stage that did not survive it, though it was there for this check alone. */
  static Explanation ofLostStage(String what) {
    return new Explanation(
        List.of(
            new Fact(
                "problem",
                what.replaceAll("[.]$", "")
                    + " while this check was running. Does your program end the JVM, or keep all"
                    + " events in memory?")),
        Optional.empty(),
        true);
  }

  /**
   * In one sentence or two, for a learner.
   *
   * @param failure why a program was not played to the end of its script
   * @param packageName the package of the program
   */
  static String sentence(Failure failure, String packageName) {
    Optional<Failure.Frame> frame = failure.frame(packageName);
    return sentence(failure, frame.isPresent())
        + frame.map(at -> " (%s:%d)".formatted(at.file(), at.line())).orElse("");
  }

  private static String sentence(Failure failure, boolean hasFrame) {
    return switch (failure.kind()) {
      case NOT_STARTED -> "This lab is not started.";
      case COMPILE_ERRORS -> "It does not compile.";
      case MISTAKE, STAGE -> Text.quoted(failure.text());
      case LIMIT ->
          "The check was stopped: %s.%s"
              .formatted(
                  Text.quoted(failure.text()),
                  hasFrame
                      ? " This is where your program was:"
                      : " None of your code was running. Do all events and all watermarks reach the"
                          + " output?");
      case EXCEPTION ->
          failure.causes().isEmpty()
              ? "Your program failed, and Flink gives no reason."
              : "Your program threw an exception: "
                  + Text.quoted(failure.causes().get(failure.causes().size() - 1).describe());
    };
  }

  /**
   * All that is to be said: what was fed in, what was found, what to look at.
   *
   * @param lesson what to look at if what was found says nothing about that
   */
  List<Fact> facts(String lesson, Optional<Scenario> played) {
    return facts(lesson, false, played);
  }

  /**
   * The same.
   *
   * @param always whether the lesson is told also where what was found says something about it, as
   *     is right where it happens only under what the check does
   */
  List<Fact> facts(String lesson, boolean always, Optional<Scenario> played) {
    List<Fact> facts = new ArrayList<>();
    if (!has(Fact.COMPILER)) {
      played.ifPresent(scenario -> facts.add(new Fact("fed in", ScriptText.of(scenario))));
    }
    facts.addAll(problem);
    boolean isTold = has(Fact.LESSON);
    if (!isSaid && (always || !isTold)) {
      facts.add(new Fact(Fact.LESSON, lesson));
    }
    return facts;
  }

  private boolean has(String label) {
    return problem.stream().anyMatch(fact -> fact.label().equals(label));
  }

  /** What a mistake is about is said by its sentence. */
  private static Optional<String> lesson(Failure failure) {
    return switch (failure.kind()) {
      case EXCEPTION ->
          ExceptionLesson.of(failure)
              .or(
                  () ->
                      Optional.of(
                          "Read the message of the exception, and the line of your program that"
                              + " threw it."));
      default -> Optional.empty();
    };
  }
}
