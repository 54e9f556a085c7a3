package streamkata.exercises.longridealerts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: an operator of its own without keyed state and timers; what waits is in memory
 * and, with each checkpoint, in union list state, from which each instance takes the rides of its
 * key groups.
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  /** Runs the lab. */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    LongRideAlertsJob lab = new LongRideAlertsJob();
    job.print(lab.alerts(job.rides()));
    job.run();
  }

  private static final long TWO_HOURS = 7_200_000;

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(TaxiRide::rideId)
        .transform("alerts", Types.LONG, new Alerts())
        .uid("alerts");
  }

  /** The event of a ride that waits for the other one. */
  public record Waiting(long rideId, boolean isStart, long startTime, long endTime) {

    long until() {
      return isStart ? startTime + TWO_HOURS : Math.max(startTime, endTime);
    }
  }

  /** Keeps what waits in memory, and writes it into operator state with each checkpoint. */
  static class Alerts extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient Map<Long, Waiting> waiting;
    private transient ListState<Waiting> saved;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      waiting = new HashMap<>();
      saved =
          context
              .getOperatorStateStore()
              .getUnionListState(
                  new ListStateDescriptor<>("waiting", TypeInformation.of(Waiting.class)));
      for (Waiting event : saved.get()) {
        if (isMine(event.rideId())) {
          waiting.put(event.rideId(), event);
        }
      }
    }

    /** Every instance gets the events of all, and takes its own. */
    private boolean isMine(long rideId) {
      TaskInfo task = getRuntimeContext().getTaskInfo();
      return KeyGroupRangeAssignment.assignKeyToParallelOperator(
              Long.valueOf(rideId),
              task.getMaxNumberOfParallelSubtasks(),
              task.getNumberOfParallelSubtasks())
          == task.getIndexOfThisSubtask();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      saved.update(new ArrayList<>(waiting.values()));
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> record) {
      TaxiRide ride = record.getValue();
      Waiting event =
          new Waiting(ride.rideId(), ride.isStart(), ride.startTime(), ride.endTime());
      Waiting other = waiting.remove(event.rideId());
      if (other == null) {
        waiting.put(event.rideId(), event);
        return;
      }
      Waiting start = other.isStart() ? other : event;
      Waiting end = other.isStart() ? event : other;
      if (end.endTime() - start.startTime() > TWO_HOURS) {
        output.collect(new StreamRecord<>(event.rideId(), ride.eventTime()));
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      Iterator<Waiting> events = waiting.values().iterator();
      while (events.hasNext()) {
        Waiting event = events.next();
        if (event.until() <= mark.getTimestamp()) {
          events.remove();
          if (event.isStart()) {
            output.collect(new StreamRecord<>(event.rideId(), event.until()));
          }
        }
      }
      super.processWatermark(mark);
    }
  }
}
