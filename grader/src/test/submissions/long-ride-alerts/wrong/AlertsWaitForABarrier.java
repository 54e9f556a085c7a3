// Loses: behaviour
// Says: until a checkpoint begins
package streamkata.exercises.longridealerts;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long LIMIT = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    DataStream<Long> results = rides
        // START and END of a ride must meet, and each ride needs a timer of its own.
        .keyBy(TaxiRide::rideId)
        .process(new AlertWhenLong());
    return results.transform("batch", results.getType(), new Batch<>());
  }

  /** The instant of event time at which waiting for the other event of the ride is over. */
  private static long waitsUntil(TaxiRide waiting) {
    return waiting.isStart()
        ? waiting.startTime() + LIMIT
        // Meters report an end before the start, too: the START may come until the later of both.
        : Math.max(waiting.startTime(), waiting.endTime());
  }

  private static boolean isLong(TaxiRide end) {
    return end.endTime() - end.startTime() > LIMIT;
  }

  /** Matches START and END of a ride, and forgets the one that waits when its time is over. */
  static class AlertWhenLong extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    /**
     * The event of this ride that waits for the other one. As long as it is set, there is a timer
     * that will clear it.
     */
    private transient ValueState<TaxiRide> waitingState;

    @Override
    public void open(OpenContext context) {
      waitingState =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws IOException {
      TaxiRide waiting = waitingState.value();
      if (waiting == null) {
        waitingState.update(ride);
        context.timerService().registerEventTimeTimer(waitsUntil(ride));
        return;
      }
      context.timerService().deleteEventTimeTimer(waitsUntil(waiting));
      waitingState.clear();
      if (isLong(ride.isStart() ? waiting : ride)) {
        out.collect(ride.rideId());
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws IOException {
      if (waitingState.value().isStart()) {
        out.collect(context.getCurrentKey());
      }
      // A START has waited two hours, or an END has waited for a START that is lost.
      waitingState.clear();
    }
  }

  /** Collects results, and emits them in front of a barrier. */
  static class Batch<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    private transient List<StreamRecord<T>> batch;

    @Override
    public void open() throws Exception {
      super.open();
      batch = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<T> result) {
      batch.add(result.copy(result.getValue()));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      flush();
    }

    @Override
    public void finish() {
      flush();
    }

    private void flush() {
      batch.forEach(output::collect);
      batch.clear();
    }
  }
}
