// Loses: task failure
package streamkata.exercises.traveltime;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.Configuration;
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
 * Spares a look-up if the cell is that of the last event, and takes cell 0 for the last one at first; after a restore the model of cell 0 seems to be empty.
 *
 * <p>Rule: "It never forgets a model"; "Suppose that a checkpoint is complete after the second
 * END, and that the worker fails then. Ride 17 still gets 13." Shown by: two ENDs to cell 0 (the
 * corner -74.05, 41.0), checkpoint, failure, then as the first event of the instance a START to
 * cell 0: -1 (an END there overwrites the model).
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

  /** Has the model of one destination. */
  public static class Predictor
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;
    private transient int lastCell;
    private transient TravelTimePredictionModel lastModel;
    private transient ValueState<TravelTimePredictionModel> learnt;

    @Override
    public void open(OpenContext context) {
      learnt =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("model", TravelTimePredictionModel.class));
      lastModel = new TravelTimePredictionModel();
    }

    @Override
    public void processElement(
        TaxiRide ride, Context context, Collector<TravelTimePrediction> out) throws Exception {
      int cell = context.getCurrentKey();
      if (cell != lastCell) {
        TravelTimePredictionModel stored = learnt.value();
        lastModel = stored == null ? new TravelTimePredictionModel() : stored;
        lastCell = cell;
      }
      if (ride.isStart()) {
        out.collect(
            new TravelTimePrediction(
                ride.rideId(), lastModel.predictTravelTime(direction(ride), distance(ride))));
      } else {
        TravelTimePredictionModel refined = new TravelTimePredictionModel();
        refined.setMoments(lastModel.getMoments());
        refined.refineModel(direction(ride), distance(ride), minutes(ride));
        learnt.update(refined);
        lastModel = refined;
      }
    }
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int destination(TaxiRide ride) {
    return GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000.0;
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "1 s");
    configuration.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
    configuration.setString("execution.checkpointing.storage", "filesystem");
    configuration.setString("execution.checkpointing.dir", checkpointDirectory);
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "60");
    configuration.setString("restart-strategy.fixed-delay.delay", "10 s");
    environment.configure(configuration);
  }
}
