// Loses: state hygiene, worker loss, rescale
// Says: one half did not find the other
package streamkata.exercises.ridesandfares;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.CheckpointListener;
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

  /** Rolls its maps back as Flink would, but keeps the snapshots in the memory of the worker. */
  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare>
      implements CheckpointedFunction, CheckpointListener {

    private static final Map<Long, TaxiRide> SAVED_RIDES = new ConcurrentHashMap<>();
    private static final Map<Long, TaxiFare> SAVED_FARES = new ConcurrentHashMap<>();

    private transient Map<Long, TaxiRide> rides;
    private transient Map<Long, TaxiFare> fares;
    private transient Map<Long, Map<Long, TaxiRide>> pendingRides;
    private transient Map<Long, Map<Long, TaxiFare>> pendingFares;

    @Override
    public void initializeState(FunctionInitializationContext context) {
      rides = new HashMap<>(SAVED_RIDES);
      fares = new HashMap<>(SAVED_FARES);
      pendingRides = new HashMap<>();
      pendingFares = new HashMap<>();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      pendingRides.put(context.getCheckpointId(), new HashMap<>(rides));
      pendingFares.put(context.getCheckpointId(), new HashMap<>(fares));
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      SAVED_RIDES.clear();
      SAVED_FARES.clear();
      SAVED_RIDES.putAll(pendingRides.remove(id));
      SAVED_FARES.putAll(pendingFares.remove(id));
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
