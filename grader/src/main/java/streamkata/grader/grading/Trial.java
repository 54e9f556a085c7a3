package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;

import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.hamcrest.Matcher;
import streamkata.common.model.Event;
import streamkata.grader.kit.Selection;
import streamkata.grader.scenario.EnvironmentSettings;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.stage.Director;
import streamkata.grader.stage.TimeLimit;
import streamkata.grader.submission.Implementation;

/** One implementation before one check: plays scenarios against it. */
public final class Trial {

  private final Implementation implementation;
  private final Selection selection;
  private final Consumer<AssertionError> atFirst;
  private Scenario lastScenario;

  /** Of an implementation; {@code atFirst} is told a fault before a smaller input is looked for. */
  Trial(Implementation implementation, Selection selection, Consumer<AssertionError> atFirst) {
    this.implementation = implementation;
    this.selection = selection;
    this.atFirst = atFirst;
  }

  /**
   * Plays a script on the shared cluster, as {@link Scenario#of} says.
   *
   * @param script what happens
   * @return what came out
   */
  public Outcome play(Script script) {
    return play(Scenario.of(script));
  }

  /**
   * Plays a scenario on the shared cluster.
   *
   * @param scenario what to play
   * @return what came out
   */
  public Outcome play(Scenario scenario) {
    lastScenario = scenario;
    return new Director(scenario, implementation, new TimeLimit(selection.limit())).play();
  }

  /**
   * Plays the scenario of an input and checks its results. When that fails, parts of the input are
   * tried until a small one is found that fails too, and that one is reported.
   *
   * @param events the input
   * @param scenario how an input, or a part of it, is played
   * @param expected what must come out of an input, or of a part of it
   * @param <E> the type of the events
   * @param <T> the type of the results
   */
  public <E extends Event, T> void check(
      List<E> events,
      Function<List<E>, Scenario> scenario,
      Function<List<E>, Matcher<? super List<T>>> expected) {
    check(events, scenario, Outcome::<T>results, expected);
  }

  /**
   * The same for a lab with several outputs, or where it counts what was out when.
   *
   * @param events the input
   * @param scenario how an input, or a part of it, is played
   * @param results what of the outcome is checked
   * @param expected what must come out of an input, or of a part of it
   * @param <E> the type of the events
   * @param <T> the type of the results
   */
  public <E extends Event, T> void check(
      List<E> events,
      Function<List<E>, Scenario> scenario,
      Function<Outcome, List<T>> results,
      Function<List<E>, Matcher<? super List<T>>> expected) {
    Optional<Wrong> first = playAndMatch(scenario.apply(events), results, expected.apply(events));
    if (first.isEmpty()) {
      return;
    }
    atFirst.accept(first.get().error());
    AtomicReference<Wrong> smallest = new AtomicReference<>(first.get());
    Shrinker.shrink(
        events,
        part -> {
          Optional<Wrong> wrong = playAndMatch(scenario.apply(part), results, expected.apply(part));
          wrong.ifPresent(smallest::set);
          return wrong.isPresent();
        },
        selection.tries());
    lastScenario = smallest.get().scenario();
    throw smallest.get().error();
  }

  private record Wrong(Scenario scenario, AssertionError error) {}

  private <T> Optional<Wrong> playAndMatch(
      Scenario scenario, Function<Outcome, List<T>> results, Matcher<? super List<T>> expected) {
    try {
      assertThat(results.apply(play(scenario)), expected);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(new Wrong(scenario, e));
    }
  }

  /**
   * Lets the implementation configure an environment that nobody has configured yet, under the time
   * limit.
   *
   * @param arguments what the contract asks for beside the environment, in the order of its
   *     parameters
   * @return what the environment is now set to do about failures
   */
  public EnvironmentSettings configure(Object... arguments) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    Method configuration = implementation.contract().configuration().orElseThrow();
    Iterator<Object> others = List.of(arguments).iterator();
    List<Object> all =
        Stream.of(configuration.getParameterTypes())
            .map(type -> type.isInstance(environment) ? environment : others.next())
            .toList();
    return new TimeLimit(selection.limit())
        .call(
            implementation.classLoader(),
            () -> {
              implementation.call(configuration, all);
              return EnvironmentSettings.of(environment);
            });
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
}
