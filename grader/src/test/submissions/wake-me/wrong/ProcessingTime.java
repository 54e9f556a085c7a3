// Loses: behaviour
// Says: 
package streamkata.exercises.step14;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

public class WakeMe implements Steps.WakeMe {

  private static final long TEN_MINUTES = 600_000;

  @Override
  public DataStream<Long> tenMinutesOld(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.rideId()).process(new Wait());
  }

  /** Waits ten minutes of event time. */
  static class Wait extends KeyedProcessFunction<Long, TaxiRide, Long> {

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out) {
      context.timerService().registerProcessingTimeTimer(ride.startTime() + TEN_MINUTES);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) {
      out.collect(context.getCurrentKey());
    }
  }
}
