package streamkata.exercises.step08;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 8: state as bytes. (10 minutes)
 *
 * <p>Before: exercises/learn/5-bytes.md
 *
 * <p>The program counts rides and passengers of each driver. It is right on the hashmap backend, and
 * wrong on RocksDB. It also needs Kryo.
 *
 * <p>Delete the first line and save. There are two mistakes to mend, one for each red check: {@code
 * totals} is changed after it was stored, and the class {@link Totals} is not public.
 */
public class Bytes implements Steps.Bytes {

  @Override
  public DataStream<Steps.DriverTotal> totals(DataStream<TaxiRide> ends) {
    if (true) throw new MissingSolutionException(); // delete this line
    return ends.keyBy(ride -> ride.driverId()).process(new Add());
  }

  /** What is stored for each driver. */
  static class Totals {
    public int rides;
    public int passengers;
  }

  /** Adds each ride to the totals of its driver. */
  static class Add extends KeyedProcessFunction<Long, TaxiRide, Steps.DriverTotal> {

    private transient ValueState<Totals> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("totals", Totals.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.DriverTotal> out)
        throws Exception {
      Totals totals = state.value();
      if (totals == null) {
        totals = new Totals();
        state.update(totals);
      }
      totals.rides++;
      totals.passengers += ride.passengerCnt();
      out.collect(new Steps.DriverTotal(ride.driverId(), totals.rides, totals.passengers));
    }
  }
}
