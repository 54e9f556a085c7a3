package streamkata.grader.grading;

import static streamkata.grader.grading.Mismatch.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hamcrest.Matcher;
import streamkata.common.model.Event;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.EnvironmentSettings;

/** One program before one check: plays scenarios with it. */
public final class Trial {

  private final Stages stages;
  private final LabCode code;
  private final Contract contract;
  private final Rules rules;
  private final Consumer<AssertionError> atFirst;
  private final boolean calm;
  private final List<Scenario> played = new ArrayList<>();
  private Scenario lastScenario;
  private boolean inOrder;
  private boolean isLastCalmed;

  /** Of a program; {@code atFirst} is told a fault before a smaller input is looked for. */
  Trial(
      Stages stages,
      LabCode code,
      Contract contract,
      Rules rules,
      Consumer<AssertionError> atFirst) {
    this(stages, code, contract, rules, atFirst, false);
  }

  private Trial(
      Stages stages,
      LabCode code,
      Contract contract,
      Rules rules,
      Consumer<AssertionError> atFirst,
      boolean calm) {
    this.stages = stages;
    this.code = code;
    this.contract = contract;
    this.rules = rules;
    this.atFirst = atFirst;
    this.calm = calm;
  }

  /**
   * The same without the trouble that a check makes: nothing goes wrong.
   *
   * @param inOrder whether events come in the order of their times
   */
  Trial calm(boolean inOrder) {
    Trial calm = new Trial(stages, code, contract, rules, error -> {}, true);
    calm.inOrder = inOrder;
    return calm;
  }

  /** Whether there was trouble in what was played last, and it was left out. */
  boolean isLastCalmed() {
    return isLastCalmed;
  }

  /**
   * Plays a script, as {@link Scenario#of} says.
   *
   * @param script what happens
   * @return what came out
   */
  public Outcome play(Script script) {
    return play(Scenario.of(script));
  }

  /**
   * Plays a scenario on a stage.
   *
   * @param scenario what to play
   * @return what came out
   */
  public Outcome play(Scenario scenario) {
    Scenario now = calm ? calm(scenario) : scenario;
    isLastCalmed = !now.equals(scenario);
    lastScenario = now;
    played.add(now);
    return Performance.play(now, stages, code, contract, rules.limit(), Shift.of(rules.seed()));
  }

  /** Between two inputs there is no order but that of the turns in which trouble had put them. */
  private Scenario calm(Scenario scenario) {
    return scenario.calm(contract.inputs().size() > 1);
  }

  /**
   * Plays scenarios in which the worker is lost, and checks the results of each. All are played up
   * to the loss before one goes on, so that one worker is lost and not many.
   *
   * @param scenarios what to play
   * @param results what of each outcome is checked
   * @param expected what must come out of each
   * @param <T> the type of the results
   */
  public <T> void checkTogether(
      List<Scenario> scenarios,
      Function<Outcome, List<T>> results,
      Matcher<? super List<T>> expected) {
    List<Scenario> now = calm ? List.of(calm(scenarios.get(0))) : scenarios;
    isLastCalmed = calm;
    lastScenario = now.get(0);
    played.addAll(now);
    List<Outcome> outcomes =
        Performance.playTogether(
            now, stages, code, contract, rules.limit(), Shift.of(rules.seed()));
    for (Outcome outcome : outcomes) {
      lastScenario = outcome.scenario();
      assertThat(results.apply(outcome), expected);
    }
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
    if (inOrder) {
      List<E> sorted = new ArrayList<>(events);
      sorted.sort(Comparator.comparing(Event::eventTime));
      try {
        checkNow(sorted, scenario, results, expected);
      } finally {
        isLastCalmed |= !sorted.equals(events);
      }
    } else {
      checkNow(events, scenario, results, expected);
    }
  }

  private <E extends Event, T> void checkNow(
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
        rules.tries());
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
      return Optional.of(new Wrong(lastScenario, e));
    }
  }

  /**
   * Lets the program configure an environment that nobody has configured yet.
   *
   * @param arguments what the contract asks for beside the environment, in the order of its
   *     parameters
   * @return what the environment is now set to do about failures
   */
  public EnvironmentSettings configure(Object... arguments) {
    return Performance.configure(stages, code, contract, List.of(arguments), rules.limit());
  }

  /**
   * Randomness for generated input.
   *
   * @return a generator with the seed of this grading, the same in every check
   */
  public Random random() {
    return new Random(rules.seed());
  }

  /** All that was played, in order. */
  List<Scenario> played() {
    return List.copyOf(played);
  }

  Optional<Scenario> lastScenario() {
    return Optional.ofNullable(lastScenario);
  }
}
