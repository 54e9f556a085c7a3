package streamkata.exercises.longridealerts;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: an operator of its own without timers: what is due is in a sorted map in memory, which open makes from the keys in state after each restore.
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
    return rides.keyBy(TaxiRide::rideId).transform("long rides", Types.LONG, new WatchOperator());
  }

  /** When nothing that belongs to the event can arrive any more. */
  private static long instantOf(TaxiRide event) {
    return event.isStart()
        ? event.startTime() + TWO_HOURS
        : Math.max(event.startTime(), event.endTime());
  }

  /** Has no timers: what is due is in a map in memory, which is made from state after a restore. */
  public static class WatchOperator extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waiting;

    /** Ride ids by the time at which they are due. */
    private transient TreeMap<Long, Set<Long>> due;

    @Override
    public void open() throws Exception {
      super.open();
      waiting =
          getPartitionedState(
              new ValueStateDescriptor<>("waiting", TypeInformation.of(TaxiRide.class)));
      due = new TreeMap<>();
      KeyedStateBackend<Long> backend = getKeyedStateBackend();
      List<Long> restored;
      try (Stream<Long> keys = backend.getKeys("waiting", VoidNamespace.INSTANCE)) {
        restored = keys.toList();
      }
      for (Long rideId : restored) {
        setCurrentKey(rideId);
        TaxiRide event = waiting.value();
        due.computeIfAbsent(instantOf(event), time -> new HashSet<>()).add(rideId);
      }
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) throws Exception {
      TaxiRide event = element.getValue();
      long rideId = event.rideId();
      TaxiRide other = waiting.value();
      if (other == null) {
        waiting.update(event);
        due.computeIfAbsent(instantOf(event), time -> new HashSet<>()).add(rideId);
        return;
      }
      waiting.clear();
      due.computeIfPresent(
          instantOf(other),
          (time, rides) -> {
            rides.remove(rideId);
            return rides.isEmpty() ? null : rides;
          });
      long end = event.isStart() ? other.endTime() : event.endTime();
      long start = event.isStart() ? event.startTime() : other.startTime();
      if (end - start > TWO_HOURS) {
        output.collect(element.replace(rideId));
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      while (!due.isEmpty() && due.firstKey() <= mark.getTimestamp()) {
        Map.Entry<Long, Set<Long>> first = due.pollFirstEntry();
        for (Long rideId : first.getValue()) {
          setCurrentKey(rideId);
          TaxiRide event = waiting.value();
          waiting.clear();
          if (event.isStart()) {
            output.collect(new StreamRecord<>(rideId, first.getKey()));
          }
        }
      }
      super.processWatermark(mark);
    }
  }
}
