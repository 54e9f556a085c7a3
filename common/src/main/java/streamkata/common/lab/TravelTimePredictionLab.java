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
   *   <li>A ride of which either end lies outside NYC is dropped, START and END.
   *   <li>There is one {@link streamkata.common.prediction.TravelTimePredictionModel} per
   *       destination, the grid cell of the END location. It is never forgotten, however far the
   *       watermark advances.
   *   <li>A START asks the model of its destination, with the direction angle and the straight-line
   *       distance from its start to its end, and emits the prediction unchanged, -1 included.
   *   <li>An END refines the model of its destination with direction, distance and the minutes from
   *       its start time to its end time, and emits nothing. Minutes are fractions; only the model
   *       rounds, when it predicts. Every ride in NYC is passed to the model, also one of 0 km, of
   *       0 minutes or with an end before its start: the model ignores what is no duration.
   *   <li>Events of one cell are handled in the order in which they arrive. Each instance of the
   *       input delivers its events in order. An operator before the {@code keyBy} that has more
   *       instances than the input spreads the events over them, and their order is lost.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks; their parallelism can be
   *     lower than that of the environment
   * @return one prediction for each START in NYC, at once
   */
  DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides);

  /**
   * Makes the environment fault tolerant, and changes nothing else of it: exactly-once checkpoints
   * every 1000 ms, also in a backlog and after a part of the input has ended, which can complete at
   * that pace, in a file system in or below the given directory; after a failure a restart with a
   * fixed delay, 60 attempts, 10 seconds apart.
   *
   * @param environment the environment that will run the job; it is not yet configured
   * @param checkpointDirectory the URI of the directory for checkpoints, such as {@code
   *     file:///tmp/checkpoints}
   */
  void configure(StreamExecutionEnvironment environment, String checkpointDirectory);
}
