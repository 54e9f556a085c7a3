// Loses: environment
// Says: checkpoints-after-tasks-finish: false
package streamkata.exercises.traveltime;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
 * Switches checkpoints after the end of a task off, so that a bounded job need not wait for
 * its last checkpoint; as soon as one instance of the input has ended there are no checkpoints
 * any more. Contract: exactly-once checkpoints "every 1000 ms", "which can complete at that
 * pace". Shown by: an input of which one instance (or one of two united sources) ends while
 * the other goes on, an END, more than a second, a failure: the model is lost; or the
 * configuration of the environment (execution.checkpointing.checkpoints-after-tasks-finish is
 * false)
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

  private static final int OUTSIDE = -1;

  private static int destination(TaxiRide ride) {
    return isInNYC(ride) ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) : OUTSIDE;
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

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides.keyBy(TravelTimePredictionJob::destination).process(new Predict());
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
      if (context.getCurrentKey() == OUTSIDE) {
        return;
      }
      TravelTimePredictionModel model = state.value();
      if (model == null) {
        model = new TravelTimePredictionModel();
      }
      if (ride.isStart()) {
        int minutes = model.predictTravelTime(direction(ride), distance(ride));
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
        return;
      }
      model.refineModel(direction(ride), distance(ride), minutes(ride));
      state.update(model);
    }
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    environment.enableCheckpointing(1000, CheckpointingMode.EXACTLY_ONCE);
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
    configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10));
    environment.configure(configuration);
  }
}
