package streamkata.grader.scenario;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * How the contract of a lab is applied: which inputs it takes, which outputs it gives.
 *
 * @param <L> the contract
 */
@FunctionalInterface
public interface Pipeline<L> {

  /**
   * Builds the lab's part of a job.
   *
   * @param lab the implementation to be graded
   * @param streams the inputs of the script, and where the outputs go
   */
  void build(L lab, Streams streams);

  /** The inputs of a script, and where outputs are collected. */
  interface Streams {

    /**
     * The ride events of the script.
     *
     * @return a stream with timestamps and watermarks
     */
    DataStream<TaxiRide> rides();

    /**
     * The fares of the script.
     *
     * @return a stream with timestamps and watermarks
     */
    DataStream<TaxiFare> fares();

    /**
     * Collects an output exactly once.
     *
     * @param name the name to find it by in the {@link Outcome}
     * @param type the type of the results; one of another type is reported as the lab's mistake
     * @param output what the lab returned; null is reported as the lab's mistake
     * @param <T> the type of the results
     */
    <T> void collect(String name, Class<T> type, DataStream<T> output);

    /**
     * Collects the only output of a lab exactly once.
     *
     * @param type the type of the results; one of another type is reported as the lab's mistake
     * @param output what the lab returned; null is reported as the lab's mistake
     * @param <T> the type of the results
     */
    default <T> void collect(Class<T> type, DataStream<T> output) {
      collect(Outcome.RESULT, type, output);
    }
  }
}
