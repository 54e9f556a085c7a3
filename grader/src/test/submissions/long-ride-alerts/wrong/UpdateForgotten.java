// Loses: RocksDB
// Says: RocksDB keeps bytes
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long LIMIT = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new AlertWhenLong());
  }

  public static class Seen {
    public long startTime = -1;
    public long endTime = -1;
  }

  static class AlertWhenLong extends KeyedProcessFunction<Long, TaxiRide, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Seen> seenState;

    @Override
    public void open(OpenContext context) {
      seenState = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Seen.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      if (seenState.value() == null) {
        seenState.update(new Seen());
      }
      Seen seen = seenState.value();
      if (ride.isStart()) {
        seen.startTime = ride.startTime();
      } else {
        seen.endTime = ride.endTime();
      }
      long due = ride.startTime() + LIMIT;
      context.timerService().registerEventTimeTimer(Math.max(due, ride.endTime()));
      context.timerService().registerEventTimeTimer(due);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws Exception {
      Seen seen = seenState.value();
      if (seen != null && seen.startTime >= 0) {
        if (seen.endTime < 0 || seen.endTime - seen.startTime > LIMIT) {
          out.collect(context.getCurrentKey());
        }
      }
      seenState.clear();
    }
  }
}
