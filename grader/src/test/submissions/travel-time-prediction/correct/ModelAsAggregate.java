// The model is an aggregate of the rides that have ended; a flat map over a keyed stream.
package streamkata.exercises.traveltime;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;

public class TravelTimePredictionJob implements TravelTimePredictionLab {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(1000);
  private static final int RESTART_ATTEMPTS = 60;
  private static final Duration RESTART_DELAY = Duration.ofSeconds(10);
  private static final double MILLIS_PER_MINUTE = 60_000;

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .filter(TravelTimePredictionJob::isInNYC)
        // As many instances as the input has: the order of the events stays.
        .setParallelism(rides.getParallelism())
        // One model per destination: START and END of a ride meet the same one.
        .keyBy(TravelTimePredictionJob::destinationCell)
        .flatMap(new PredictAndLearn());
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis(), CheckpointingMode.EXACTLY_ONCE);
    environment.configure(
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory)
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTART_ATTEMPTS)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int destinationCell(TaxiRide ride) {
    return GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  /** All that the rides of one cell have taught. */
  static class Lessons
      implements AggregateFunction<TaxiRide, TravelTimePredictionModel, TravelTimePredictionModel> {

    private static final long serialVersionUID = 1L;

    @Override
    public TravelTimePredictionModel createAccumulator() {
      return new TravelTimePredictionModel();
    }

    @Override
    public TravelTimePredictionModel add(TaxiRide ended, TravelTimePredictionModel model) {
      double minutes = (ended.endTime() - ended.startTime()) / MILLIS_PER_MINUTE;
      model.refineModel(direction(ended), distance(ended), minutes);
      return model;
    }

    @Override
    public TravelTimePredictionModel getResult(TravelTimePredictionModel model) {
      return model;
    }

    @Override
    public TravelTimePredictionModel merge(
        TravelTimePredictionModel one, TravelTimePredictionModel other) {
      throw new UnsupportedOperationException("Nothing merges the state of a key.");
    }
  }

  static class PredictAndLearn extends RichFlatMapFunction<TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;

    private transient AggregatingState<TaxiRide, TravelTimePredictionModel> model;

    @Override
    public void open(OpenContext context) {
      model =
          getRuntimeContext()
              .getAggregatingState(
                  new AggregatingStateDescriptor<>(
                      "model", new Lessons(), TravelTimePredictionModel.class));
    }

    @Override
    public void flatMap(TaxiRide ride, Collector<TravelTimePrediction> out) throws Exception {
      if (!ride.isStart()) {
        model.add(ride);
        return;
      }
      TravelTimePredictionModel known = model.get();
      out.collect(
          new TravelTimePrediction(
              ride.rideId(),
              known == null ? -1 : known.predictTravelTime(direction(ride), distance(ride))));
    }
  }
}
