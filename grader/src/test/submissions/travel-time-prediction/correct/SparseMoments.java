package streamkata.exercises.traveltime;

import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
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
 * Right, unusual: a MapState has the five numbers of each direction that a cell has learned, and
 * a model is made of them for each event; checkpoints go to a folder of their own below the
 * directory.
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
        .keyBy(TravelTimePredictionJob::destination)
        .process(new Predict());
  }

  /** Asks the model of a START, and teaches it each END; stores one direction at a time. */
  public static class Predict
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;
    private static final int DEGREES = 45;
    private static final int MOMENTS = 5;

    /** The moments of the directions, 0 to 7. */
    private transient MapState<Integer, double[]> learnt;

    @Override
    public void open(OpenContext context) {
      learnt =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "moments",
                      Types.INT,
                      PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(
        TaxiRide ride, Context context, Collector<TravelTimePrediction> out) throws Exception {
      int bucket = direction(ride) / DEGREES;
      TravelTimePredictionModel model = new TravelTimePredictionModel();
      double[] moments = model.getMoments();
      double[] ofBucket = learnt.get(bucket);
      if (ofBucket != null) {
        System.arraycopy(ofBucket, 0, moments, bucket * MOMENTS, MOMENTS);
        model.setMoments(moments);
      }
      if (ride.isStart()) {
        int minutes = model.predictTravelTime(direction(ride), distance(ride));
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
        return;
      }
      model.refineModel(direction(ride), distance(ride), minutes(ride));
      learnt.put(
          bucket,
          Arrays.copyOfRange(model.getMoments(), bucket * MOMENTS, (bucket + 1) * MOMENTS));
    }
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
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, below(checkpointDirectory, "travel-time"));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10));
    environment.configure(configuration);
  }

  private static String below(String directory, String folder) {
    return directory.endsWith("/") ? directory + folder : directory + "/" + folder;
  }
}
