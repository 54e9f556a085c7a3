// Loses: RocksDB
// STARTs read their model through a cache that ENDs never refresh; on the hashmap backend cache
// and state are the same object and all is right, on RocksDB a START after the first keeps asking
// the model as it was then.
package streamkata.exercises.traveltime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
import streamkata.common.job.LabJob;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;

/** Lab travel-time-prediction: predict how long each taxi ride will take. */
public class TravelTimePredictionJob implements TravelTimePredictionLab {

  private static final int OUTSIDE = -1;

  public static void main(String[] args) {
    LabJob job = LabJob.of("travel-time-prediction", args);
    TravelTimePredictionJob lab = new TravelTimePredictionJob();
    if (job.checkpointing()) {
      lab.configure(job.environment(), job.checkpointDirectory());
    }
    job.print(lab.predict(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(TravelTimePredictionJob::destination)
        .process(new PredictAndLearn())
        .uid("models");
  }

  static Integer destination(TaxiRide ride) {
    boolean inCity =
        GeoUtils.isInNYC(ride.startLon(), ride.startLat())
            && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
    return inCity ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) : OUTSIDE;
  }

  static class PredictAndLearn
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TravelTimePredictionModel> state;

    /** The models that were asked before; only for reading. */
    private transient Map<Integer, TravelTimePredictionModel> asked;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("model", TravelTimePredictionModel.class));
      asked = new HashMap<>();
    }

    @Override
    public void processElement(
        TaxiRide ride, Context context, Collector<TravelTimePrediction> out) throws Exception {
      int cell = context.getCurrentKey();
      if (cell == OUTSIDE) {
        return;
      }
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      if (ride.isStart()) {
        TravelTimePredictionModel model = asked.get(cell);
        if (model == null) {
          model = state.value();
          if (model != null) {
            asked.put(cell, model);
          }
        }
        int minutes = model == null ? -1 : model.predictTravelTime(direction, distance);
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
      } else {
        TravelTimePredictionModel model = state.value();
        if (model == null) {
          model = new TravelTimePredictionModel();
        }
        model.refineModel(direction, distance, (ride.endTime() - ride.startTime()) / 60_000.0);
        state.update(model);
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
