// Loses: RocksDB, task failure, worker loss, rescale
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
 * The new field of CellModel is transient, so that the class in the savepoint stays as it was;
 * Flink does not write transient fields, and only objects on the heap keep it until the next
 * restore ("if a task fails after the upgrade, nothing is lost").
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

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

    /** How many ENDs version 2 has given to it, by the hour of the day; null from version 1. */
    public transient int[] hours;
  }

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
        .process(new PredictAndCount())
        .name("predict and count")
        .uid("models");
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

  /** Asks the model of a START, and teaches it each END. */
  static class PredictAndCount extends KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      CellModel known = state.value();
      if (known == null) {
        known = new CellModel();
      }
      if (known.hours == null) {
        known.hours = new int[24];
      }
      if (ride.isStart()) {
        int minutes = known.model.predictTravelTime(direction(ride), distance(ride));
        out.collect(
            new HourlyPrediction(ride.rideId(), minutes, known.hours[hour(ride)], known.rides));
      } else {
        known.model.refineModel(direction(ride), distance(ride), minutes(ride));
        known.hours[hour(ride)]++;
        state.update(known);
      }
    }
  }
}
