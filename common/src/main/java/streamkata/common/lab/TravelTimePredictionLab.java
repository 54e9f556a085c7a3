package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;

/**
 * The contract of the lab travel-time-prediction: a model that learns while it predicts, kept as
 * fault-tolerant keyed state.
 */
public interface TravelTimePredictionLab {

  /**
   * Predicts how long each ride takes when it starts, and learns from each ride that has ended.
   *
   * <ul>
   *   <li>A ride of which either end lies outside NYC is dropped.
   *   <li>There is one {@link streamkata.common.prediction.TravelTimePredictionModel} per
   *       destination, the grid cell of the END location.
   *   <li>A START asks the model of its destination, with the direction angle and the straight-line
   *       distance from its start to its end, and emits the prediction, -1 included.
   *   <li>An END refines the model of its destination with direction, distance and the minutes that
   *       the ride took, and emits nothing.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks; those of one cell are handled
   *     in the order in which they arrive
   * @return one prediction for each START in NYC
   */
  DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides);

  /**
   * Makes the environment fault tolerant: exactly-once checkpoints every 1000 ms, stored in a file
   * system below the given directory; after a failure a restart with a fixed delay, 60 attempts, 10
   * seconds apart.
   *
   * @param environment the environment that will run the job; it is not yet configured
   * @param checkpointDirectory the URI of the directory for checkpoints, such as {@code
   *     file:///tmp/checkpoints}
   */
  void configure(StreamExecutionEnvironment environment, String checkpointDirectory);
}
