// Loses: environment
package streamkata.exercises.traveltime;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
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

/**
 * Also chooses the hashmap state backend, which is not asked for. Shows on: configure on an environment whose state backend is rocksdb: it is hashmap afterwards.
 *
 * <p>Rule broken: "sets what it is asked to set and leaves all else ... alone"; "changes nothing else".
 */
public class TravelTimePredictionJob implements TravelTimePredictionLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
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
        .filter(TravelTimePredictionJob::isInNYC)
        .setParallelism(rides.getParallelism()) // the order of arrival is kept
        .keyBy(TravelTimePredictionJob::destination)
        .process(new Predictor());
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int destination(TaxiRide ride) {
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

  private static double minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000.0;
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    environment.enableCheckpointing(1000, CheckpointingMode.EXACTLY_ONCE);
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60);
    options.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10));
    options.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    environment.configure(options);
  }

  /** Keeps the model of one cell. */
  public static class Predictor
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

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
      if (ride.isStart()) {
        int minutes = model.predictTravelTime(direction(ride), distance(ride));
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
      } else {
        model.refineModel(direction(ride), distance(ride), minutes(ride));
        models.update(model);
      }
    }
  }
}
