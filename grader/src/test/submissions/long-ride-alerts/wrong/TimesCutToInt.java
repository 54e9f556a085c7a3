// Times are cut to int: rides that take 2^32 ms and an hour seem to take an hour.
// Loses: behaviour
// Says: ride 6
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
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

  static class AlertWhenLong extends KeyedProcessFunction<Long, TaxiRide, Long> {
    private static final long serialVersionUID = 1L;

    private transient MapState<Boolean, Long> timeByKind;

    @Override
    public void open(OpenContext context) {
      timeByKind =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("times", Boolean.class, Long.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      timeByKind.put(ride.isStart(), (long) (int) ride.eventTime());
      long due = ride.startTime() + LIMIT + 1;
      context.timerService().registerEventTimeTimer(Math.max(due, ride.endTime()));
      context.timerService().registerEventTimeTimer(due);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws Exception {
      Long start = timeByKind.get(true);
      Long end = timeByKind.get(false);
      if (start != null && (end == null || end - start > LIMIT)) {
        out.collect(context.getCurrentKey());
      }
      timeByKind.clear();
    }
  }
}
