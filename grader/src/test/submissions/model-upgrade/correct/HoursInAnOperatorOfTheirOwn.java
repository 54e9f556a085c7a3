package streamkata.exercises.modelupgrade;

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
 * The rides are counted by an operator before the models, which passes its number on.
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

  public static class CellModel {
    public TravelTimePredictionModel model = new TravelTimePredictionModel();
    public int rides;
  }

  public record Counted(TaxiRide ride, int inHour, int inAll) {}

  @Override
  public DataStream<HourlyPrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(ModelUpgradeJob::key)
        .process(new CountByHour())
        .uid("hours")
        .keyBy(counted -> key(counted.ride()))
        .process(new PredictAndLearn())
        .uid("models");
  }

  static boolean isPossible(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        && (ride.isStart() || ride.endTime() >= ride.startTime());
  }

  static int key(TaxiRide ride) {
    if (!isPossible(ride)) {
      return -1;
    }
    int cell = GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
    return 2 * cell + (ride.passengerCnt() > 1 ? 0 : 1);
  }

  static class CountByHour extends KeyedProcessFunction<Integer, TaxiRide, Counted> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<int[]> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("hours", int[].class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Counted> out)
        throws Exception {
      if (context.getCurrentKey() < 0) {
        return;
      }
      int[] hours = state.value() == null ? new int[25] : state.value();
      int hour = (int) (ride.startTime() / 3_600_000 % 24);
      out.collect(new Counted(ride, hours[hour], hours[24]));
      if (!ride.isStart()) {
        hours[hour]++;
        hours[24]++;
        state.update(hours);
      }
    }
  }

  static class PredictAndLearn extends KeyedProcessFunction<Integer, Counted, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
    }

    @Override
    public void processElement(Counted counted, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      TaxiRide ride = counted.ride();
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
                counted.inHour(),
                known.rides - counted.inAll()));
      } else {
        known.model.refineModel(
            direction, distance, (ride.endTime() - ride.startTime()) / 60_000.0);
        known.rides++;
        state.update(known);
      }
    }
  }
}
