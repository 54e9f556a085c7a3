package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.hamcrest.Matcher;
import streamkata.common.model.TaxiEvent;
import streamkata.grader.kit.Selection;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.EnvironmentSettings;

/**
 * One implementation before one check: plays scenarios against it.
 *
 * @param <L> the contract of the lab
 */
public final class Trial<L> {

  private final Stages stages;
  private final LabCode code;
  private final Contract contract;
  private final Selection selection;
  private final Consumer<AssertionError> atFirst;
  private Scenario lastScenario;

  /** Of an implementation; {@code atFirst} is told a fault before a smaller input is looked for. */
  Trial(
      Stages stages,
      LabCode code,
      Contract contract,
      Selection selection,
      Consumer<AssertionError> atFirst) {
    this.stages = stages;
    this.code = code;
    this.contract = contract;
    this.selection = selection;
    this.atFirst = atFirst;
  }

  /**
   * Plays a scenario on the shared cluster.
   *
   * @param pipeline how the contract is applied
   * @param scenario what to play
   * @return what came out
   */
  public Outcome play(Pipeline<L> pipeline, Scenario scenario) {
    lastScenario = scenario;
    return Performance.play(scenario, stages, code, contract, (int) selection.limit().toSeconds());
  }

  /**
   * Plays the scenario of an input and checks its results. When that fails, parts of the input are
   * tried until a small one is found that fails too, and that one is reported.
   *
   * @param pipeline how the contract is applied
   * @param events the input
   * @param scenario how an input, or a part of it, is played
   * @param expected what must come out of an input, or of a part of it
   * @param <E> the type of the events
   * @param <T> the type of the results
   */
  public <E extends TaxiEvent, T> void check(
      Pipeline<L> pipeline,
      List<E> events,
      Function<List<E>, Scenario> scenario,
      Function<List<E>, Matcher<? super List<T>>> expected) {
    check(pipeline, events, scenario, Outcome::<T>results, expected);
  }

  /**
   * The same for a lab with several outputs, or where it counts what was out when.
   *
   * @param pipeline how the contract is applied
   * @param events the input
   * @param scenario how an input, or a part of it, is played
   * @param results what of the outcome is checked
   * @param expected what must come out of an input, or of a part of it
   * @param <E> the type of the events
   * @param <T> the type of the results
   */
  public <E extends TaxiEvent, T> void check(
      Pipeline<L> pipeline,
      List<E> events,
      Function<List<E>, Scenario> scenario,
      Function<Outcome, List<T>> results,
      Function<List<E>, Matcher<? super List<T>>> expected) {
    Optional<Wrong> first =
        playAndMatch(pipeline, scenario.apply(events), results, expected.apply(events));
    if (first.isEmpty()) {
      return;
    }
    atFirst.accept(first.get().error());
    AtomicReference<Wrong> smallest = new AtomicReference<>(first.get());
    Shrinker.shrink(
        events,
        part -> {
          Optional<Wrong> wrong =
              playAndMatch(pipeline, scenario.apply(part), results, expected.apply(part));
          wrong.ifPresent(smallest::set);
          return wrong.isPresent();
        },
        selection.tries());
    lastScenario = smallest.get().scenario();
    throw smallest.get().error();
  }

  private record Wrong(Scenario scenario, AssertionError error) {}

  private <T> Optional<Wrong> playAndMatch(
      Pipeline<L> pipeline,
      Scenario scenario,
      Function<Outcome, List<T>> results,
      Matcher<? super List<T>> expected) {
    try {
      assertThat(results.apply(play(pipeline, scenario)), expected);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(new Wrong(scenario, e));
    }
  }

  /**
   * Lets the implementation configure an environment, under the time limit.
   *
   * @param configuration which method of the contract does that
   * @return what the environment is now set to do about failures
   */
  public EnvironmentSettings configure(Configuration<L> configuration) {
    return Performance.configure(
        stages,
        code,
        contract,
        List.of("file:///checkpoints/of/this/check"),
        (int) selection.limit().toSeconds());
  }

  /**
   * Randomness for generated input.
   *
   * @return a generator with the seed of this grading, the same in every check
   */
  public Random random() {
    return new Random(selection.seed());
  }

  Optional<Scenario> lastScenario() {
    return Optional.ofNullable(lastScenario);
  }

  /**
   * The method of a contract that configures an environment.
   *
   * @param <L> the contract
   */
  @FunctionalInterface
  public interface Configuration<L> {
    /**
     * Calls it.
     *
     * @param lab a new instance
     * @param environment an environment that nobody has configured yet
     */
    void of(L lab, StreamExecutionEnvironment environment);
  }
}
