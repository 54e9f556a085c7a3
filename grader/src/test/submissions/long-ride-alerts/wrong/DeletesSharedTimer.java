// Loses: behaviour
package streamkata.exercises.longridealerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Keys by eight buckets of ride ids; rides of a bucket with the same start time share one timer, and the END of one deletes it for all. Shows on: rides 1 and 9 that both start at 13:00, the END of 1 at 13:20, no END of 9, watermark 15:00: no alert for 9.
 *
 * <p>Rule broken: "rides with the same times or with the same taxi are kept separate"; "Two timers of one key with the same instant are one timer."
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    LongRideAlertsJob lab = new LongRideAlertsJob();
    job.print(lab.alerts(job.rides()));
    job.run();
  }

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> (int) Math.floorMod(ride.rideId(), 8L)).process(new Watch());
  }

  /** Watches an eighth of all rides. */
  public static class Watch extends KeyedProcessFunction<Integer, TaxiRide, Long> {

    private transient MapState<Long, Long> started;
    private transient MapState<Long, TaxiRide> ended;

    @Override
    public void open(OpenContext context) {
      started =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("started", Types.LONG, Types.LONG));
      ended =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "ended", Types.LONG, TypeInformation.of(TaxiRide.class)));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      long id = ride.rideId();
      if (ride.isStart()) {
        TaxiRide end = ended.get(id);
        if (end == null) {
          started.put(id, ride.startTime());
          context.timerService().registerEventTimeTimer(ride.startTime() + TWO_HOURS);
        } else {
          ended.remove(id);
          stop(context, forgetAt(end));
          if (end.endTime() - ride.startTime() > TWO_HOURS) {
            out.collect(id);
          }
        }
      } else {
        Long start = started.get(id);
        if (start == null) {
          ended.put(id, ride);
          context.timerService().registerEventTimeTimer(forgetAt(ride));
        } else {
          started.remove(id);
          stop(context, start + TWO_HOURS);
          if (ride.endTime() - start > TWO_HOURS) {
            out.collect(id);
          }
        }
      }
    }

    private static long forgetAt(TaxiRide end) {
      return Math.max(end.startTime(), end.endTime());
    }

    private static void stop(Context context, long instant) {
      context.timerService().deleteEventTimeTimer(instant);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      List<Long> overdue = new ArrayList<>();
      for (Map.Entry<Long, Long> ride : started.entries()) {
        if (ride.getValue() + TWO_HOURS <= timestamp) {
          overdue.add(ride.getKey());
        }
      }
      for (Long id : overdue) {
        started.remove(id);
        out.collect(id);
      }
      List<Long> lone = new ArrayList<>();
      for (Map.Entry<Long, TaxiRide> ride : ended.entries()) {
        if (forgetAt(ride.getValue()) <= timestamp) {
          lone.add(ride.getKey());
        }
      }
      for (Long id : lone) {
        ended.remove(id);
      }
    }
  }
}
