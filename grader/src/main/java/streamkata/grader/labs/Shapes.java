package streamkata.grader.labs;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.scenario.Script.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.hamcrest.Matcher;
import streamkata.common.model.Event;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Mismatch;
import streamkata.grader.grading.ProgramFailed;
import streamkata.grader.grading.Trial;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What checks of the same rung do in every lab. */
public final class Shapes {

  /** More bytes than chance adds to a checkpoint, and fewer than anything kept for many events. */
  private static final long HARDLY_ANY_BYTES = 1_000;

  private Shapes() {}

  /**
   * A third of the events arrive at parallelism 2, the next at 4, the last at 1. Before the second
   * third the job is rescaled twice in a row, down and up.
   *
   * @param events in the order of arrival
   */
  public static Scenario rescaled(List<? extends Event> events) {
    return rescaled(events, OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * The same with watermarks. The job is rescaled up once more before the last one: what comes out
   * then was in fewer instances before.
   *
   * @param events in the order of arrival
   * @param between the watermark before the job is rescaled for the first time
   * @param last the watermark after all events
   */
  public static Scenario rescaled(List<? extends Event> events, long between, long last) {
    return rescaled(events, OptionalLong.of(between), OptionalLong.of(last));
  }

  private static Scenario rescaled(
      List<? extends Event> events, OptionalLong between, OptionalLong last) {
    int third = events.size() / 3;
    Script script = script().emit(events.subList(0, third));
    between.ifPresent(script::watermark);
    script
        .rescale(1)
        .rescale(4)
        .emit(events.subList(third, 2 * third))
        .rescale(1)
        .emit(events.subList(2 * third, events.size()));
    last.ifPresent(time -> script.rescale(4).watermark(time));
    return Scenario.of(script).atParallelism(2);
  }

  /**
   * A script, and the same with a failure at every place of it, in the source and behind the
   * program.
   *
   * @param script with a failure at a place where much depends on the last checkpoint
   * @return the scripts, to be played one after the other
   */
  public static List<Script> withFailures(Script script) {
    return List.of(script, script.failingAtEveryStep());
  }

  /**
   * A scenario in which the worker is lost, and the same with the loss at other places of it.
   *
   * @param scenario with a loss at a place where much depends on the last checkpoint
   * @return the scenarios, to be played together
   */
  public static List<Scenario> withLosses(Scenario scenario) {
    List<Scenario> scenarios = new ArrayList<>(List.of(scenario));
    for (double place : List.of(0.3, 1.0)) {
      scenarios.add(scenario.playing(scenario.script().failingAt(Fault.WORKER_LOSS, place)));
    }
    return scenarios;
  }

  /**
   * Checks that what comes out after an event or a watermark comes out without a checkpoint, too.
   *
   * @param trial the program
   * @param scenario what is right when a barrier passes after each event and each watermark
   * @throws Mismatch if a result waits for a barrier
   */
  public static void checkAtOnce(Trial trial, Scenario scenario) {
    Script looking = scenario.script().lookingAtEachStep();
    Outcome settled = trial.play(scenario.playing(looking));
    Outcome atOnce = trial.play(scenario.playing(looking.awaiting(settled)));
    atOnce
        .looks()
        .forEach(
            (look, results) -> {
              int missing =
                  look.equals(Outcome.END) ? 0 : missing(settled.looks().get(look), results);
              if (missing > 0) {
                throw late(look, missing);
              }
            });
  }

  /** How many results one has more; what another output has instead does not make up for it. */
  private static int missing(Map<String, List<?>> settled, Map<String, List<?>> atOnce) {
    return settled.entrySet().stream()
        .mapToInt(output -> output.getValue().size() - atOnce.get(output.getKey()).size())
        .filter(missing -> missing > 0)
        .sum();
  }

  private static Mismatch late(String look, int missing) {
    return new Mismatch(
        List.of(
            new Fact(
                "problem",
                "After %s, %s not emitted until a checkpoint begins."
                    .formatted(look, missing == 1 ? "a result is" : missing + " results are")),
            new Fact(
                Fact.LESSON,
                "Emit a result as soon as your program can know it. Your program keeps results until a"
                    + " checkpoint barrier comes: in a batch that prepareSnapshotPreBarrier emits, or"
                    + " in a network buffer (setBufferTimeout). The next checkpoint may be minutes"
                    + " away.")));
  }

  /**
   * Asserts what comes out on RocksDB, and what comes out when a task fails once, right after a
   * checkpoint. Of state as bytes the checkpoint has what the program wrote, and not what it only
   * holds an object of. A failure that harms the program on the heap, too, is no matter of RocksDB.
   *
   * @param trial the program
   * @param scenario on the heap, without a failure
   * @param place after which event or watermark the task fails, as a part of all: from 0 to 1
   * @param results what of the outcome is checked
   * @param expected what must come out
   * @param <T> the type of the results
   */
  public static <T> void checkOnRocksDb(
      Trial trial,
      Scenario scenario,
      double place,
      Function<Outcome, List<T>> results,
      Matcher<? super List<T>> expected) {
    Scenario failing = scenario.playing(scenario.script().failingAt(Fault.TASK_FAILURE, place));
    checkOnRocksDb(trial, scenario, failing, results, expected);
  }

  /**
   * The same with another restore.
   *
   * @param trial the program
   * @param scenario on the heap, without a restore that is not the lab's own
   * @param restored the same with a restore in it
   * @param results what of the outcome is checked
   * @param expected what must come out of both
   * @param <T> the type of the results
   */
  public static <T> void checkOnRocksDb(
      Trial trial,
      Scenario scenario,
      Scenario restored,
      Function<Outcome, List<T>> results,
      Matcher<? super List<T>> expected) {
    assertThat(results.apply(trial.play(scenario.onRocksDb())), expected);
    if (isRight(trial, restored, results, expected)) {
      assertThat(results.apply(trial.play(restored.onRocksDb())), expected);
    }
  }

  private static <T> boolean isRight(
      Trial trial,
      Scenario scenario,
      Function<Outcome, List<T>> results,
      Matcher<? super List<T>> expected) {
    try {
      return expected.matches(results.apply(trial.play(scenario)));
    } catch (ProgramFailed e) {
      return false;
    }
  }

  /**
   * Asserts that hardly any state was added between two checkpoints.
   *
   * @param outcome what was played
   * @param before the name of the first checkpoint
   * @param after the name of the second
   * @param bytes which bytes these are, in words
   * @throws Mismatch if more was added
   */
  public static void assertNoGrowth(Outcome outcome, String before, String after, String bytes) {
    long added = outcome.stateSize(after) - outcome.stateSize(before);
    if (added >= HARDLY_ANY_BYTES) {
      throw new Mismatch(
          List.of(
              new Fact("expected", "less than %d bytes of state".formatted(HARDLY_ANY_BYTES)),
              new Fact("but was", added + " bytes"),
              new Fact("that is", bytes)));
    }
  }
}
