// Loses: behaviour
// Says: ride 5: expected -1 minutes, got 20 minutes
package streamkata.exercises.traveltime;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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

/**
 * Passes STARTs to the model as well as ENDs, because their endTime is 0 and the model ignores
 * negative durations; a START at the epoch has a duration of 0. Rule 3: at a START, it asks
 * the model; rule 4: "At an END, it refines the model". Times are "0 or later". Shown by: two
 * STARTs to one cell with startTime 0 (1970-01-01T00:00:00.000), from one direction and of
 * different length, then a START: 0 instead of -1
 */
public class TravelTimePredictionJob implements TravelTimePredictionLab {

  /**
   * Runs the lab.
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
        .keyBy(TravelTimePredictionJob::destination, Types.INT)
        .process(new Predict());
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

  /** Asks the model of a START, and teaches it each END. */
  public static class Predict
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TravelTimePredictionModel> state;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "model", TypeInformation.of(TravelTimePredictionModel.class)));
    }

    @Override
    public void processElement(
        TaxiRide ride, Context context, Collector<TravelTimePrediction> out) throws Exception {
      TravelTimePredictionModel model = state.value();
      if (model == null) {
        model = new TravelTimePredictionModel();
      }
      if (ride.isStart()) {
        int minutes = model.predictTravelTime(direction(ride), distance(ride));
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
      }
      // the endTime of a START is 0, so that its negative duration is ignored
      model.refineModel(direction(ride), distance(ride), minutes(ride));
      state.update(model);
    }
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10));
    environment.configure(configuration);
  }
}
