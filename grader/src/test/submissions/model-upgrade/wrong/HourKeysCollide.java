// Loses: behaviour
package streamkata.exercises.modelupgrade;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
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
 * A second operator counts with the key "model x 23 + hour", but hours are 0 to 23, so hour 23
 * of a model is hour 0 of the next: an END of a group at 23:30, then a START of a single at
 * 00:30 to the same cell ("Count each END that is learned, for its model, in the hour of the
 * day").
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

  /** Who is in the taxi: 0 or 1 passengers, or more. */
  enum Party {
    GROUP,
    SINGLE
  }

  /** What version 1 knew of one destination cell and one party. */
  public static class CellModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many ENDs version 1 has given to the model. */
    public int rides;
  }

  /**
   * What the models say of an event, for the operator that counts.
   *
   * @param counter which number of rides is meant: that of a model in an hour
   */
  public record Step(int counter, long rideId, boolean isStart, int minutes, int withoutHour) {}

  public static void main(String[] args) {
    LabJob job = LabJob.of("model-upgrade", args);
    job.makeFaultTolerant();
    Version1Savepoint.continueIn(job.environment(), ModelUpgradeJob.class);
    ModelUpgradeJob lab = new ModelUpgradeJob();
    job.print(lab.predict(job.rides()));
    job.run();
  }

  @Override
  public DataStream<HourlyPrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .filter(ModelUpgradeJob::isPossible)
        .name("possible rides")
        .uid("possible")
        .setParallelism(rides.getParallelism())
        .keyBy(ModelUpgradeJob::key)
        .process(new PredictAndLearn())
        .name("predict and learn")
        .uid("models")
        .keyBy(Step::counter)
        .process(new Count())
        .name("count by hour")
        .uid("hours");
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

  static int hour(TaxiRide ride) {
    return (int) Math.floorMod(Math.floorDiv(ride.startTime(), 3_600_000L), 24L);
  }

  static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  static double minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000.0;
  }

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
      int minutes = -1;
      if (ride.isStart()) {
        minutes = known.model.predictTravelTime(direction(ride), distance(ride));
      } else {
        known.model.refineModel(direction(ride), distance(ride), minutes(ride));
        state.update(known);
      }
      int counter = context.getCurrentKey() * 23 + hour(ride);
      out.collect(new Step(counter, ride.rideId(), ride.isStart(), minutes, known.rides));
    }
  }

  static class Count extends KeyedProcessFunction<Integer, Step, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Integer> rides;

    @Override
    public void open(OpenContext context) {
      rides = getRuntimeContext().getState(new ValueStateDescriptor<>("rides", Types.INT));
    }

    @Override
    public void processElement(Step step, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      int before = rides.value() == null ? 0 : rides.value();
      if (step.isStart()) {
        out.collect(
            new HourlyPrediction(step.rideId(), step.minutes(), before, step.withoutHour()));
      } else {
        rides.update(before + 1);
      }
    }
  }
}
