package streamkata.exercises.modelupgrade;

import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.ModelUpgradeLab;
import streamkata.common.model.TaxiRide;
import streamkata.common.prediction.TravelTimePredictionModel;

/**
 * The old state is read at each event, so what version 2 learns is replaced by what version 1 knew.
 *
 * <p>Loses: behaviour, state hygiene
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

  enum Party {
    GROUP,
    SINGLE
  }

  public static class CellModel {
    public TravelTimePredictionModel model = new TravelTimePredictionModel();
    public int rides;
  }

  public static class HourlyModel {
    public TravelTimePredictionModel model = new TravelTimePredictionModel();
    public int rides;
    public int[] ridesByHour;

    void count(int hour) {
      if (ridesByHour == null) {
        ridesByHour = new int[24];
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

  @Override
  public DataStream<HourlyPrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .filter(ModelUpgradeJob::isPossible)
        .keyBy(ModelUpgradeJob::key)
        .process(new PredictAndLearn())
        .name("predict, learn and count")
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

  static int hourOf(TaxiRide ride) {
    return (int) (ride.startTime() / 3_600_000 % 24);
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

  static class PredictAndLearn extends KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> old;
    private transient ValueState<HourlyModel> state;

    @Override
    public void open(OpenContext context) {
      old = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
      state =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("hourly model", HourlyModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      HourlyModel known = state.value();
      if (known == null) {
        known = new HourlyModel();
      }
      CellModel before = old.value();
      if (before != null) {
        known.model = before.model;
        known.rides = before.rides;
      }
      if (ride.isStart()) {
        out.collect(
            new HourlyPrediction(
                ride.rideId(),
                known.model.predictTravelTime(direction(ride), distance(ride)),
                known.ridesIn(hourOf(ride)),
                known.ridesWithoutHour()));
      } else {
        known.model.refineModel(direction(ride), distance(ride), minutes(ride));
        known.count(hourOf(ride));
        state.update(known);
      }
    }
  }
}
