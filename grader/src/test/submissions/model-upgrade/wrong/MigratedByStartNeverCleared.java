// Loses: state hygiene
// The new form is written by whichever event comes first, but the old form is cleared only if that
// is an END, so a model whose first event in version 2 is a START is in state twice for ever.
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

/** Lab model-upgrade: this is version 2. */
public class ModelUpgradeJob implements ModelUpgradeLab {

  /** Who is in the taxi: 0 or 1 passengers, or more. */
  enum Party {
    GROUP,
    SINGLE
  }

  /** The form of version 1. */
  public static class CellModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many ENDs the model was given. */
    public int rides;
  }

  /** The form of version 2. */
  public static class HourlyModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many rides version 1 has counted. */
    public int ridesWithoutHour;

    /** How many rides version 2 has counted, by the hour of the day. */
    public int[] ridesInHour = new int[24];
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
        .setParallelism(rides.getParallelism())
        .uid("possible")
        .keyBy(ModelUpgradeJob::key)
        .process(new PredictByTheHour())
        .name("predict by the hour")
        .uid("models");
  }

  static boolean isPossible(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        && (ride.isStart() || ride.startTime() <= ride.endTime());
  }

  static int key(TaxiRide ride) {
    Party party = ride.passengerCnt() > 1 ? Party.GROUP : Party.SINGLE;
    return 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) + party.ordinal();
  }

  static class PredictByTheHour extends KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> version1;
    private transient ValueState<HourlyModel> version2;

    @Override
    public void open(OpenContext context) {
      version1 = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
      version2 =
          getRuntimeContext().getState(new ValueStateDescriptor<>("hourly", HourlyModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      HourlyModel known = version2.value();
      boolean isFirst = known == null;
      if (isFirst) {
        known = new HourlyModel();
        CellModel old = version1.value();
        if (old != null) {
          known.model = old.model;
          known.ridesWithoutHour = old.rides;
        }
      }
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      int hour = (int) (ride.startTime() / 3_600_000 % 24);
      if (ride.isStart()) {
        if (isFirst) {
          version2.update(known); // the next one need not take it over again
        }
        out.collect(
            new HourlyPrediction(
                ride.rideId(),
                known.model.predictTravelTime(direction, distance),
                known.ridesInHour[hour],
                known.ridesWithoutHour));
      } else {
        known.model.refineModel(
            direction, distance, (ride.endTime() - ride.startTime()) / 60_000.0);
        known.ridesInHour[hour]++;
        version2.update(known);
        if (isFirst) {
          version1.clear();
        }
      }
    }
  }
}
