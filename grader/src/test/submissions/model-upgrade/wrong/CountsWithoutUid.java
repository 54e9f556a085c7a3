// Loses: rescale
// Says: Give each operator with state a fixed uid
package streamkata.exercises.modelupgrade;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ModelUpgradeLab;
import streamkata.common.lab.Version1Savepoint;
import streamkata.common.model.TaxiRide;
import streamkata.common.prediction.TravelTimePredictionModel;

/**
 * Counts hours in a second keyed operator without a uid, in front of one with as many instances as
 * the input. Rule 8: "give each operator with state a uid: the ids that Flink makes change with the
 * parallelism". Shown by: an input of one instance, version 2 at parallelism 4, savepoint, continued
 * at 1, where the two are chained: state that belongs to no operator, the job does not start. With
 * an input that has as many instances as the job it is right.
 *
 * <p>Loses: rescale
 *
 * <p>Says: Give each operator with state a
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

  /** Runs the lab. */
  public static void main(String[] args) {
    LabJob job = LabJob.of("model-upgrade", args);
    job.makeFaultTolerant();
    Version1Savepoint.continueIn(job.environment(), ModelUpgradeJob.class);
    ModelUpgradeJob lab = new ModelUpgradeJob();
    job.print(lab.predict(job.rides()));
    job.run();
  }

  /** Who is in the taxi: 0 or 1 passengers, or more. */
  enum Party {
    GROUP,
    SINGLE
  }

  /** What is known of one destination cell and one party. */
  public static class CellModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many ENDs version 1 has given to the model. */
    public int rides;
  }

  /** A ride on its way to the counter of its hour. */
  public record Step(
      boolean isStart, int slot, long rideId, int minutes, int ridesWithoutHour) {}

  @Override
  public DataStream<HourlyPrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .filter(ModelUpgradeJob::isPossible)
        .setParallelism(rides.getParallelism())
        .name("possible rides")
        .uid("possible")
        .keyBy(ModelUpgradeJob::key)
        .process(new PredictAndLearn())
        .name("predict and learn")
        .uid("models")
        .keyBy(Step::slot)
        .process(new CountHours())
        .name("count hours")
        .filter(prediction -> prediction.minutes() >= -1)
        .setParallelism(rides.getParallelism())
        .name("output");
  }

  static boolean isPossible(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        && (ride.isStart() || ride.endTime() >= ride.startTime());
  }

  static int key(TaxiRide ride) {
    Party party = ride.passengerCnt() > 1 ? Party.GROUP : Party.SINGLE;
    return 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) + party.ordinal();
  }

  /** Predicts and learns as version 1, but leaves its number of rides as it is. */
  static class PredictAndLearn extends KeyedProcessFunction<Integer, TaxiRide, Step> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Step> out)
        throws Exception {
      CellModel known = state.value();
      if (known == null) {
        known = new CellModel();
      }
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      int minutes = -1;
      if (ride.isStart()) {
        minutes = known.model.predictTravelTime(direction, distance);
      } else {
        known.model.refineModel(
            direction, distance, (ride.endTime() - ride.startTime()) / 60_000.0);
        state.update(known);
      }
      int slot = context.getCurrentKey() * 24 + (int) (ride.startTime() / 3_600_000 % 24);
      out.collect(new Step(ride.isStart(), slot, ride.rideId(), minutes, known.rides));
    }
  }

  static class CountHours extends KeyedProcessFunction<Integer, Step, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
    }

    @Override
    public void processElement(Step step, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      int before = count.value() == null ? 0 : count.value();
      if (step.isStart()) {
        out.collect(
            new HourlyPrediction(
                step.rideId(), step.minutes(), before, step.ridesWithoutHour()));
      } else {
        count.update(before + 1);
      }
    }
  }
}
