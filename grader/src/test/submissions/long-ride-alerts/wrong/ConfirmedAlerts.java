// Loses: behaviour, state hygiene
package streamkata.exercises.longridealerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Alerts wait in operator state until a checkpoint with them has completed, as in a sink with
 * two phases, so that none comes twice; they come too late, never without checkpoints, and what
 * was emitted at the notification is still in the checkpoint, so a failure emits it again ("One
 * alert per ride, as soon as it is certain").
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
    job.print(new LongRideAlertsJob().alerts(job.rides()));
    job.run();
  }

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Watch()).process(new Confirmed());
  }

  /** When nothing that belongs to the event can arrive any more. */
  private static long instantOf(TaxiRide event) {
    return event.isStart()
        ? event.startTime() + TWO_HOURS
        : Math.max(event.startTime(), event.endTime());
  }

  /** Lets alerts out when a checkpoint has them, so that none comes twice. */
  public static class Confirmed extends ProcessFunction<Long, Long>
      implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    /** Alerts that no checkpoint has. */
    private transient List<Long> fresh;

    /** Alerts by the checkpoint that has them, if it completes. */
    private transient TreeMap<Long, List<Long>> pending;

    private transient ListState<Long> saved;
    private transient Collector<Long> output;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      fresh = new ArrayList<>();
      pending = new TreeMap<>();
      saved =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("alerts", Types.LONG));
      for (Long alert : saved.get()) {
        fresh.add(alert);
      }
    }

    @Override
    public void processElement(Long alert, Context context, Collector<Long> out) {
      output = out;
      fresh.add(alert);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      pending.put(context.getCheckpointId(), fresh);
      fresh = new ArrayList<>();
      List<Long> all = new ArrayList<>();
      pending.values().forEach(all::addAll);
      saved.update(all);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (output == null) {
        return; // there is no collector before the first alert
      }
      Map<Long, List<Long>> confirmed = pending.headMap(checkpointId, true);
      for (List<Long> alerts : confirmed.values()) {
        alerts.forEach(output::collect);
      }
      confirmed.clear();
    }
  }

  /** Watches one ride for each key. */
  public static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide event, Context context, Collector<Long> out)
        throws Exception {
      TaxiRide other = waiting.value();
      if (other == null) {
        waiting.update(event);
        context.timerService().registerEventTimeTimer(instantOf(event));
        return;
      }
      waiting.clear();
      context.timerService().deleteEventTimeTimer(instantOf(other));
      TaxiRide start = event.isStart() ? event : other;
      TaxiRide end = event.isStart() ? other : event;
      if (end.endTime() - start.startTime() > TWO_HOURS) {
        out.collect(event.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      TaxiRide event = waiting.value();
      waiting.clear();
      if (event.isStart()) {
        out.collect(event.rideId());
      }
    }
  }
}
