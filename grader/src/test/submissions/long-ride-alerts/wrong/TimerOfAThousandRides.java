// Loses: behaviour
// Says: ride 1: expected an alert
// Rides of a bucket share a timer if they start at the same time; the END of one deletes it.
package streamkata.exercises.longridealerts;

import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/** Finds the rides that take more than two hours. */
public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long TWO_HOURS = 7_200_000;
  private static final int BUCKETS = 1024;

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(ride -> Math.floorMod(ride.rideId(), BUCKETS), Types.INT)
        .process(new Alert())
        .uid("alert");
  }

  /** Has the rides of a bucket in one map: few keys, however many rides there are. */
  static class Alert extends KeyedProcessFunction<Integer, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient MapState<Long, TaxiRide> waiting;

    @Override
    public void open(OpenContext context) {
      waiting =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "waiting", Types.LONG, TypeInformation.of(TaxiRide.class)));
    }

    /** Until when an event waits for the other one. */
    private static long deadline(TaxiRide ride) {
      return ride.isStart()
          ? ride.startTime() + TWO_HOURS
          : Math.max(ride.startTime(), ride.endTime());
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      TaxiRide other = waiting.get(ride.rideId());
      if (other == null) {
        waiting.put(ride.rideId(), ride);
        context.timerService().registerEventTimeTimer(deadline(ride));
        return;
      }
      waiting.remove(ride.rideId());
      context.timerService().deleteEventTimeTimer(deadline(other));
      TaxiRide start = ride.isStart() ? ride : other;
      TaxiRide end = ride.isStart() ? other : ride;
      if (end.endTime() - start.startTime() > TWO_HOURS) {
        out.collect(ride.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      Iterator<Map.Entry<Long, TaxiRide>> entries = waiting.iterator();
      while (entries.hasNext()) {
        TaxiRide ride = entries.next().getValue();
        if (deadline(ride) <= timestamp) {
          entries.remove();
          if (ride.isStart()) {
            out.collect(ride.rideId());
          }
        }
      }
      if (waiting.isEmpty()) {
        waiting.clear();
      }
    }
  }
}
