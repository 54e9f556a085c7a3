// An operator of which -1 is said has the buffer timeout of the job, and no endless one.
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
    return rides
        .filter(TravelTimePredictionJob::isInCity)
        .setParallelism(rides.getParallelism())
        .setBufferTimeout(-1)
        .keyBy(TravelTimePredictionJob::destination)
        .process(new PredictAndLearn())
        .uid("models");
  }

  static boolean isInCity(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  static Integer destination(TaxiRide ride) {
    return GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  static class PredictAndLearn
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TravelTimePredictionModel> models;

    @Override
    public void open(OpenContext context) {
      models =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("model", TravelTimePredictionModel.class));
    }

    @Override
    public void processElement(
        TaxiRide ride, Context context, Collector<TravelTimePrediction> out) throws Exception {
      TravelTimePredictionModel model = models.value();
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
        int minutes = model.predictTravelTime(direction, distance);
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
      } else {
        double minutes = (ride.endTime() - ride.startTime()) / 60_000.0;
        model.refineModel(direction, distance, minutes);
        models.update(model);
      }
    }
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
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                Duration.ofSeconds(10)));
  }
}
