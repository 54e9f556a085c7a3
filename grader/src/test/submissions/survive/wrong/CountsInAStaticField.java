// Loses: task failure, worker loss, rescale
// Says: rides
package streamkata.exercises.step06;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

public class Survive implements Steps.Survive {

  @Override
  public DataStream<Steps.DriverCount> count(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.driverId()).process(new Count());
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<Long, TaxiRide, Steps.DriverCount> {

    private static final Map<Long, Integer> counts = new HashMap<>();

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.DriverCount> out)
        throws Exception {
      Integer before = counts.get(ride.driverId());
      int now = before == null ? 1 : before + 1;
      counts.put(ride.driverId(), now);
      out.collect(new Steps.DriverCount(ride.driverId(), now));
    }
  }
}
