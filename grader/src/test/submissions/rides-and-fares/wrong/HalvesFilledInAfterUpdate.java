// Loses: RocksDB
// Says: RocksDB keeps bytes
package streamkata.exercises.ridesandfares;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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

  /** What has come of a ride. */
  public static class Halves {
    public TaxiRide ride;
    public TaxiFare fare;
  }

  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Halves> state;
    private transient Map<Long, Halves> inUse;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("halves", Halves.class));
      inUse = new HashMap<>();
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      halves(context.getCurrentKey()).ride = ride;
      emitIfWhole(context.getCurrentKey(), out);
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      halves(context.getCurrentKey()).fare = fare;
      emitIfWhole(context.getCurrentKey(), out);
    }

    private Halves halves(long rideId) throws Exception {
      Halves halves = inUse.get(rideId);
      if (halves == null) {
        halves = state.value();
      }
      if (halves == null) {
        halves = new Halves();
        state.update(halves);
      }
      inUse.put(rideId, halves);
      return halves;
    }

    private void emitIfWhole(long rideId, Collector<RideAndFare> out) throws Exception {
      Halves halves = halves(rideId);
      if (halves.ride != null && halves.fare != null) {
        out.collect(new RideAndFare(halves.ride, halves.fare));
        state.clear();
        inUse.remove(rideId);
      }
    }
  }
}
