// Loses: state hygiene, rescale
// Says: the START and the fare were not joined
package streamkata.exercises.ridesandfares;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        .keyBy(TaxiRide::rideId)
        .connect(fares.keyBy(TaxiFare::rideId))
        .process(new PairUp());
  }

  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare>
      implements CheckpointedFunction {

    private transient Map<Long, TaxiRide> rides;
    private transient Map<Long, TaxiFare> fares;
    private transient ListState<TaxiRide> rideState;
    private transient ListState<TaxiFare> fareState;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      rides = new HashMap<>();
      fares = new HashMap<>();
      rideState =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("rides", TaxiRide.class));
      fareState =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("fares", TaxiFare.class));
      for (TaxiRide ride : rideState.get()) {
        rides.put(ride.rideId(), ride);
      }
      for (TaxiFare fare : fareState.get()) {
        fares.put(fare.rideId(), fare);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      rideState.update(new ArrayList<>(rides.values()));
      fareState.update(new ArrayList<>(fares.values()));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out) {
      TaxiFare fare = fares.remove(ride.rideId());
      if (fare == null) {
        rides.put(ride.rideId(), ride);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out) {
      TaxiRide ride = rides.remove(fare.rideId());
      if (ride == null) {
        fares.put(fare.rideId(), fare);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }
  }
}
