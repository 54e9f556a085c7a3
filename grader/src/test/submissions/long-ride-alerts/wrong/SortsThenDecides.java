// Loses: behaviour
package streamkata.exercises.longridealerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Sorts the events of a ride by time with timers, and looks for a missing END before it handles
 * the events that are due; the timer of the two hours and that of an END at exactly this time
 * are one. Rule 1: "exactly two hours is not long". Shown by: START of 13:00:00.000 and END of
 * 15:00:00.000 of one ride, both before the watermark: a false alert at watermark 15:00
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    job.print(new LongRideAlertsJob().alerts(job.rides()));
    job.run();
  }

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Watch());
  }

  /** Watches one ride for each key: sorts its events by time first. */
  public static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    /** Events that are not yet due. */
    private transient ListState<TaxiRide> unsorted;

    /** The start time of a ride that is under way. */
    private transient ValueState<Long> underWay;

    /** An END that was handled before its START. */
    private transient ValueState<TaxiRide> ended;

    @Override
    public void open(OpenContext context) {
      unsorted =
          getRuntimeContext().getListState(new ListStateDescriptor<>("unsorted", TaxiRide.class));
      underWay = getRuntimeContext().getState(new ValueStateDescriptor<>("under way", Types.LONG));
      ended = getRuntimeContext().getState(new ValueStateDescriptor<>("ended", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide event, Context context, Collector<Long> out)
        throws Exception {
      if (event.eventTime() > context.timerService().currentWatermark()) {
        unsorted.add(event);
        context.timerService().registerEventTimeTimer(event.eventTime());
      } else {
        handle(event, context, out); // late
      }
    }

    private void handle(TaxiRide event, Context context, Collector<Long> out) throws Exception {
      long start = event.startTime();
      if (event.isStart()) {
        TaxiRide end = ended.value();
        ended.clear();
        if (end == null) {
          underWay.update(start);
          context.timerService().registerEventTimeTimer(start + TWO_HOURS);
        } else if (isLong(end)) {
          out.collect(event.rideId());
        }
        return;
      }
      if (underWay.value() == null) {
        ended.update(event);
        context.timerService().registerEventTimeTimer(Math.max(start, event.endTime()));
        return;
      }
      underWay.clear();
      context.timerService().deleteEventTimeTimer(start + TWO_HOURS);
      if (isLong(event)) {
        out.collect(event.rideId()); // both are late, and its alert is not yet out
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      Long start = underWay.value();
      if (start != null && start + TWO_HOURS <= timestamp) {
        underWay.clear();
        out.collect(context.getCurrentKey());
      }
      List<TaxiRide> due = new ArrayList<>();
      List<TaxiRide> later = new ArrayList<>();
      for (TaxiRide event : unsorted.get()) {
        (event.eventTime() <= timestamp ? due : later).add(event);
      }
      if (!due.isEmpty()) {
        unsorted.update(later);
        due.sort(Comparator.comparing(event -> !event.isStart())); // START before END
        for (TaxiRide event : due) {
          handle(event, context, out);
        }
      }
      TaxiRide end = ended.value();
      if (end != null && Math.max(end.startTime(), end.endTime()) <= timestamp) {
        ended.clear();
      }
    }

    private static boolean isLong(TaxiRide end) {
      return end.endTime() - end.startTime() > TWO_HOURS;
    }
  }
}
