package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Text;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.wire.Failure;

/**
 * Says for a learner why a check failed.
 *
 * @param problem what was found
 * @param frame where in the program, if there is such a place
 */
record Explanation(List<Fact> problem, Optional<Failure.Frame> frame) {

  /** Of an expectation that is not met. */
  static Explanation of(AssertionError wrong) {
    return new Explanation(
        wrong instanceof Mismatch mismatch
            ? mismatch.facts()
            : List.of(new Fact("problem", String.valueOf(wrong.getMessage()))),
        Optional.empty());
  }

  /** Of a program that was not played to the end of its script. */
  static Explanation of(Failure failure, String packageName) {
    Optional<Failure.Frame> frame = failure.frame(packageName);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("problem", sentence(failure, frame.isPresent())));
    frame.ifPresent(at -> facts.add(new Fact("at", at.toString())));
    return new Explanation(facts, frame);
  }

  /** Of a stage that did not survive it, though it was there for this check alone. */
  static Explanation ofLostStage(String what) {
    return new Explanation(
        List.of(
            new Fact(
                "problem",
                what.replaceAll("[.]$", "")
                    + " while this check was running. Does your program end the JVM, or keep all"
                    + " that it sees?")),
        Optional.empty());
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
      case MISTAKE, STAGE -> Text.quoted(failure.text());
      case LIMIT ->
          "The check was stopped: %s.%s"
              .formatted(
                  Text.quoted(failure.text()),
                  hasFrame
                      ? " This is where your program was:"
                      : " None of your code was running: does everything that comes in reach the"
                          + " result, watermarks too?");
      case EXCEPTION ->
          failure.causes().isEmpty()
              ? "Your program failed, and Flink cannot say why."
              : "Your program threw an exception: "
                  + Text.quoted(failure.causes().get(failure.causes().size() - 1).describe());
    };
  }

  /** All that is to be said: what was fed in, what was found, what to look at. */
  List<Fact> facts(Check check, Optional<Scenario> played) {
    List<Fact> facts = new ArrayList<>();
    played.ifPresent(scenario -> facts.add(new Fact("fed in", ScriptText.of(scenario))));
    facts.addAll(problem);
    facts.add(new Fact("look at", check.lesson()));
    return facts;
  }
}
