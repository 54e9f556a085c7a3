// Loses: state hygiene
package streamkata.exercises.modelupgrade;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
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
 * The rides are counted by date and hour in a map, and the dates are added up when a START asks:
 * rides on three hundred days leave three hundred entries of one model ("State grows with the
 * number of models, not of rides").
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
    private transient MapState<Long, Integer> hours;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
      hours =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("hours", Types.LONG, Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      CellModel known = state.value();
      if (known == null) {
        known = new CellModel();
      }
      if (ride.isStart()) {
        int before = 0;
        for (Map.Entry<Long, Integer> entry : hours.entries()) {
          if (entry.getKey() % 24 == hour(ride)) {
            before += entry.getValue();
          }
        }
        int minutes = known.model.predictTravelTime(direction(ride), distance(ride));
        out.collect(new HourlyPrediction(ride.rideId(), minutes, before, known.rides));
      } else {
        known.model.refineModel(direction(ride), distance(ride), minutes(ride));
        state.update(known);
        long hour = ride.startTime() / 3_600_000L;
        Integer before = hours.get(hour);
        hours.put(hour, before == null ? 1 : before + 1);
      }
    }
  }
}
