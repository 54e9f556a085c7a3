package streamkata.grader.check;

import java.util.Optional;
import java.util.Random;
import streamkata.grader.engine.Director;
import streamkata.grader.engine.TimeLimit;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.submission.Implementation;

/**
 * One implementation before one check: plays scenarios against it.
 *
 * @param <L> the contract of the lab
 */
public final class Trial<L> {

  private final Implementation<L> implementation;
  private final Selection selection;
  private Scenario lastScenario;

  Trial(Implementation<L> implementation, Selection selection) {
    this.implementation = implementation;
    this.selection = selection;
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
    return new Director<>(scenario, pipeline, implementation, new TimeLimit(selection.limit()))
        .play();
  }

  /**
   * Calls the implementation directly, under the time limit.
   *
   * @param call what to do with a new instance
   */
  public void call(Call<L> call) {
    new TimeLimit(selection.limit())
        .call(
            () -> {
              call.with(implementation.instantiate());
              return null;
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

  /**
   * Something to do with an implementation.
   *
   * @param <L> the contract
   */
  @FunctionalInterface
  public interface Call<L> {
    /**
     * Does it.
     *
     * @param lab a new instance
     * @throws Exception whatever the implementation throws
     */
    void with(L lab) throws Exception;
  }
}
