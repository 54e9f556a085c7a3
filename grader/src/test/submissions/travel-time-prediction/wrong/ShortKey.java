// Keyed by the cell as a short: cells that are 65,536 apart share a model.
// Loses: behaviour
// Says: ride 28: expected -1 minutes
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

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> (short) destination(ride)).process(new Learn());
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    environment.enableCheckpointing(1000, CheckpointingMode.EXACTLY_ONCE);
    environment.configure(
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory)
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10)));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int destination(TaxiRide ride) {
    return isInNYC(ride) ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) : -1;
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double minutes(TaxiRide end) {
    return (end.endTime() - end.startTime()) / 60_000.0;
  }

  static class Learn extends KeyedProcessFunction<Short, TaxiRide, TravelTimePrediction> {
    private transient ValueState<TravelTimePredictionModel> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", TravelTimePredictionModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TravelTimePrediction> out)
        throws Exception {
      if (!isInNYC(ride)) {
        return;
      }
      TravelTimePredictionModel model = state.value();
      if (model == null) {
        model = new TravelTimePredictionModel();
      }
      if (ride.isStart()) {
        out.collect(new TravelTimePrediction(ride.rideId(), model.predictTravelTime(direction(ride), distance(ride))));
      } else {
        model.refineModel(direction(ride), distance(ride), minutes(ride));
        state.update(model);
      }
    }
  }
}
