package streamkata.exercises.step06;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 6: survive a failure. (10 minutes)
 *
 * <p>Before: exercises/learn/4-failure.md
 *
 * <p>The program counts the rides of each driver, and its results are right until something fails.
 * The numbers are in a field. A field is not in the checkpoint.
 *
 * <p>Delete the first line, save, and read what is lost. Then move the number into keyed state. You
 * need a {@code ValueState<Integer>} and {@code open}, as in step 4. Delete the map.
 */
public class Survive implements Steps.Survive {

  @Override
  public DataStream<Steps.DriverCount> count(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
    return rides.keyBy(ride -> ride.driverId()).process(new Count());
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<Long, TaxiRide, Steps.DriverCount> {

    private final Map<Long, Integer> counts = new HashMap<>();

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
