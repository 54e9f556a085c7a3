package streamkata.grader.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import streamkata.common.model.Event;
import streamkata.grader.submission.KitProgram;

/**
 * A script, the plain arguments of the program, and the circumstances under which it is played.
 *
 * @param script what happens
 * @param parallelism the default of the job: 1, 2 or 4
 * @param oneSource whether each input has one instance; else it has as many as the job
 * @param backend which state backend keeps the state
 * @param kryo whether types that only Kryo can serialise are allowed
 * @param inOrderBy events for which this gives equal values arrive in the order of the script even
 *     when there are several source instances
 * @param arguments what the contract asks for beside streams, in the order of its parameters
 * @param first a program of the kit that the job begins with; without it, it is the graded one
 */
public record Scenario(
    Script script,
    int parallelism,
    boolean oneSource,
    Backend backend,
    boolean kryo,
    Function<Event, Object> inOrderBy,
    List<Object> arguments,
    Optional<KitProgram> first) {

  /** The state backends that a scenario can be played on. */
  public enum Backend {
    /** State as objects on the heap. */
    HEAP("hashmap"),
    /** State as bytes in RocksDB. */
    ROCKSDB("rocksdb");

    private final String configName;

    Backend(String configName) {
      this.configName = configName;
    }

    /**
     * The name that Flink's option {@code state.backend.type} has for it.
     *
     * @return the value of the option
     */
    public String configName() {
      return configName;
    }
  }

  /**
   * A script at parallelism 1, on the heap, with Kryo allowed, in the exact order of the script.
   *
   * @param script what happens
   */
  public static Scenario of(Script script) {
    return new Scenario(
        script, 1, false, Backend.HEAP, true, event -> event, List.of(), Optional.empty());
  }

  /**
   * The same with another script.
   *
   * @param another what happens
   * @return a changed copy
   */
  public Scenario playing(Script another) {
    return new Scenario(
        another, parallelism, oneSource, backend, kryo, inOrderBy, arguments, first);
  }

  /**
   * The same with plain arguments.
   *
   * @param values what the contract asks for beside streams, in the order of its parameters
   * @return a changed copy
   */
  public Scenario with(Object... values) {
    return new Scenario(
        script, parallelism, oneSource, backend, kryo, inOrderBy, List.of(values), first);
  }

  /**
   * The same at another parallelism.
   *
   * @param instances 1, 2 or 4
   * @return a changed copy
   */
  public Scenario atParallelism(int instances) {
    return new Scenario(script, instances, oneSource, backend, kryo, inOrderBy, arguments, first);
  }

  /**
   * The same with one instance of each input, which delivers all in the order of the script.
   *
   * @return a changed copy
   */
  public Scenario fromOneSource() {
    return new Scenario(script, parallelism, true, backend, kryo, inOrderBy, arguments, first);
  }

  /**
   * The same on RocksDB.
   *
   * @return a changed copy
   */
  public Scenario onRocksDb() {
    return new Scenario(
        script, parallelism, oneSource, Backend.ROCKSDB, kryo, inOrderBy, arguments, first);
  }

  /**
   * The same with Flink's own serialisers only.
   *
   * @return a changed copy
   */
  public Scenario withoutKryo() {
    return new Scenario(
        script, parallelism, oneSource, backend, false, inOrderBy, arguments, first);
  }

  /**
   * The same with another notion of which events stay in order at a parallelism above 1; unless
   * said otherwise, only those that are equal do.
   *
   * @param order events for which this gives equal values stay in the order of the script
   * @return a changed copy
   */
  public Scenario inOrderBy(Function<Event, Object> order) {
    return new Scenario(script, parallelism, oneSource, backend, kryo, order, arguments, first);
  }

  /**
   * The same without any trouble: one instance of everything, state as objects on the heap, Kryo
   * allowed, nothing goes wrong. What another program begins goes on with the graded one, once.
   *
   * @param inTurns whether the script has a gate in the place of each trouble
   * @return a changed copy, equal to this where there is no trouble in it
   */
  public Scenario calm(boolean inTurns) {
    Script calm = script.calm(inTurns, first.isPresent());
    return new Scenario(calm, 1, oneSource, Backend.HEAP, true, inOrderBy, arguments, first);
  }

  /**
   * The same, begun by a program that the kit brings along, such as an older version of what is
   * graded. It goes on until the script redeploys the job.
   *
   * @param program the other program
   * @return a changed copy
   */
  public Scenario beginningWith(KitProgram program) {
    return new Scenario(
        script, parallelism, oneSource, backend, kryo, inOrderBy, arguments, Optional.of(program));
  }
}
