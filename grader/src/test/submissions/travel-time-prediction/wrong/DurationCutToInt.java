// Loses: behaviour
// Says: expected 43200 minutes, got -1 minutes
// 26 days are more milliseconds than an int has.
package streamkata.exercises.traveltime;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
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

  /** The key of all rides that are dropped; no grid cell has this number. */
  private static final int OUTSIDE = -1;

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        // One model per destination: START and END of a ride meet the same one. Nothing comes
        // before the keyBy: with more instances than the input has, it would mix up the order.
        .keyBy(TravelTimePredictionJob::destinationCell)
        .process(new PredictAndLearn());
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

  static int destinationCell(TaxiRide ride) {
    return isInNYC(ride) ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) : OUTSIDE;
  }

  /** Asks the model of a destination about each START, and teaches it each END. */
  static class PredictAndLearn
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;

    /** Keyed state, so that the model is checkpointed, and moves with its cell when rescaled. */
    private transient ValueState<TravelTimePredictionModel> modelState;

    @Override
    public void open(OpenContext context) {
      modelState =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("model", TravelTimePredictionModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TravelTimePrediction> out)
        throws Exception {
      if (!isInNYC(ride)) {
        return;
      }
      TravelTimePredictionModel model = modelState.value();
      if (model == null) {
        model = new TravelTimePredictionModel();
      }
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      if (ride.isStart()) {
        out.collect(
            new TravelTimePrediction(ride.rideId(), model.predictTravelTime(direction, distance)));
      } else {
        double minutes = (int) (ride.endTime() - ride.startTime()) / MILLIS_PER_MINUTE;
        model.refineModel(direction, distance, minutes);
        // RocksDB keeps bytes, not this object: without the update it would learn nothing.
        modelState.update(model);
      }
    }
  }
}
