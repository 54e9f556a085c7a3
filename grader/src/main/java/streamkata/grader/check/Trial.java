package streamkata.grader.check;

import java.util.Optional;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import streamkata.grader.engine.Director;
import streamkata.grader.engine.TimeLimit;
import streamkata.grader.scenario.EnvironmentSettings;
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
   * Lets the implementation configure an environment, under the time limit.
   *
   * @param configuration which method of the contract does that
   * @return what the environment is now set to do about failures
   */
  public EnvironmentSettings configure(Configuration<L> configuration) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    return new TimeLimit(selection.limit())
        .call(
            implementation.classLoader(),
            () -> {
              configuration.of(implementation.instantiate(), environment);
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
