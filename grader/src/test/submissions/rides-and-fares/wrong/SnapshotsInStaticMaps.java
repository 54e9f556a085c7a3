// Loses: state hygiene, worker loss, rescale
// Says: the START and the fare were not joined
package streamkata.exercises.ridesandfares;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
      implements CheckpointedFunction {

    /** By instance and checkpoint. */
    private static final Map<String, Map<Long, TaxiRide>> SAVED_RIDES = new ConcurrentHashMap<>();

    private static final Map<String, Map<Long, TaxiFare>> SAVED_FARES = new ConcurrentHashMap<>();

    private transient Map<Long, TaxiRide> rides;
    private transient Map<Long, TaxiFare> fares;

    @Override
    public void initializeState(FunctionInitializationContext context) {
      rides = new HashMap<>();
      fares = new HashMap<>();
      context
          .getRestoredCheckpointId()
          .ifPresent(
              id -> {
                rides.putAll(SAVED_RIDES.getOrDefault(key(id), Map.of()));
                fares.putAll(SAVED_FARES.getOrDefault(key(id), Map.of()));
              });
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      SAVED_RIDES.put(key(context.getCheckpointId()), new HashMap<>(rides));
      SAVED_FARES.put(key(context.getCheckpointId()), new HashMap<>(fares));
    }

    private String key(long checkpoint) {
      return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() + "/" + checkpoint;
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
