package streamkata.solutions.step05;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/** Reference solution of the step gap-between-rides. */
public class GapBetweenRides implements Steps.GapBetweenRides {

  @Override
  public DataStream<Steps.Gap> gaps(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.driverId()).process(new Measure());
  }

  /** Remembers for each driver when the last ride started. */
  static class Measure extends KeyedProcessFunction<Long, TaxiRide, Steps.Gap> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> lastStart;

    @Override
    public void open(OpenContext context) {
      lastStart =
          getRuntimeContext().getState(new ValueStateDescriptor<>("last-start", Types.LONG));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.Gap> out)
        throws Exception {
      Long before = lastStart.value();
      if (before != null) {
        out.collect(new Steps.Gap(ride.driverId(), (ride.startTime() - before) / 60_000));
      }
      lastStart.update(ride.startTime());
    }
  }
}
