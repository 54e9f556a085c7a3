package streamkata.solutions.modelupgrade;

import java.util.stream.IntStream;
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

/** Reference solution of the lab model-upgrade, version 2; DISCUSSION.md beside it says why. */
public class ModelUpgradeJob implements ModelUpgradeLab {

  private static final int HOURS = 24;
  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final double MILLIS_PER_MINUTE = 60_000;

  /** Who is in the taxi. The ordinals are part of the keys in the savepoint: never reorder them. */
  enum Party {
    GROUP,
    SINGLE
  }

  /** What is known of one destination cell and one party. Flink finds old fields by their names. */
  public static class CellModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many rides the model was given, by both versions. */
    public int rides;

    /** Those of them that version 2 counted, by hour of the day; null before the first of them. */
    public int[] ridesByHour;

    void count(int hour) {
      if (ridesByHour == null) {
        ridesByHour = new int[HOURS];
      }
      ridesByHour[hour]++;
      rides++;
    }

    int ridesIn(int hour) {
      return ridesByHour == null ? 0 : ridesByHour[hour];
    }

    int ridesWithoutHour() {
      return ridesByHour == null ? rides : rides - IntStream.of(ridesByHour).sum();
    }
  }

  /**
   * Runs the lab on the taxi stream, from the savepoint of version 1, and prints the predictions.
   *
   * @param args see {@link LabJob}; none are needed
   */
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
        // With more instances than the input has, the filter would mix up the order.
        .setParallelism(rides.getParallelism())
        .name("drop what is no ride")
        .uid("possible")
        .keyBy(ModelUpgradeJob::key)
        .process(new PredictAndLearn())
        .name("predict, learn and count")
        // The uid of version 1: by it Flink finds the models.
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

  static int hourOfDay(TaxiRide ride) {
    return (int) Math.floorMod(Math.floorDiv(ride.startTime(), MILLIS_PER_HOUR), (long) HOURS);
  }

  /** Asks the model of a START, teaches it each END, and counts the ENDs by their hour. */
  static class PredictAndLearn extends KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> {

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
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      if (ride.isStart()) {
        out.collect(
            new HourlyPrediction(
                ride.rideId(),
                known.model.predictTravelTime(direction, distance),
                known.ridesIn(hourOfDay(ride)),
                known.ridesWithoutHour()));
      } else {
        known.model.refineModel(
            direction, distance, (ride.endTime() - ride.startTime()) / MILLIS_PER_MINUTE);
        known.count(hourOfDay(ride));
        state.update(known);
      }
    }
  }
}
