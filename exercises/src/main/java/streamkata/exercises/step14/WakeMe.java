package streamkata.exercises.step14;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 14: set a timer. (5 minutes)
 *
 * <p>Before: exercises/learn/8-timers.md
 *
 * <p>Emit the id of each ride when it is ten minutes old: when the watermark reaches its start time
 * plus ten minutes. {@code onTimer} is written. The timer is not set yet.
 *
 * <p>Delete the first line, then write one line in {@code processElement}. A timer has an instant,
 * not a duration.
 */
public class WakeMe implements Steps.WakeMe {

  private static final long TEN_MINUTES = 600_000;

  @Override
  public DataStream<Long> tenMinutesOld(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
    return rides.keyBy(ride -> ride.rideId()).process(new Wait());
  }

  /** Waits ten minutes of event time. */
  static class Wait extends KeyedProcessFunction<Long, TaxiRide, Long> {

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out) {
      // TODO: context.timerService()...
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) {
      out.collect(context.getCurrentKey());
    }
  }
}
