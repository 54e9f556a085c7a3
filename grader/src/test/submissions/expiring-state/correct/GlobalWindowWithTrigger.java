package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: a global window for each ride with a trigger of its own, which fires and purges when the second half is there or the first one has waited long enough; a reduce merges halves.
 */
public class ExpiringStateJob implements ExpiringStateLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("expiring-state", args);
    job.makeFaultTolerant();
    Pairing pairing = new ExpiringStateJob().pair(job.rides(), job.fares());
    job.print(pairing.unmatchedRides());
    job.print(pairing.unmatchedFares());
    job.run();
  }

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    DataStream<RideAndFare> halves =
        rides
            .filter(TaxiRide::isStart)
            .map(ride -> new RideAndFare(ride, null))
            .union(fares.map(fare -> new RideAndFare(null, fare)));
    DataStream<RideAndFare> outcomes =
        halves
            .keyBy(ExpiringStateJob::rideId)
            .window(GlobalWindows.create())
            .trigger(new CompleteOrExpired())
            .reduce(ExpiringStateJob::merge);
    return new Pairing(
        outcomes.filter(half -> half.ride() != null && half.fare() != null),
        outcomes.filter(half -> half.fare() == null).map(RideAndFare::ride),
        outcomes.filter(half -> half.ride() == null).map(RideAndFare::fare));
  }

  private static long rideId(RideAndFare half) {
    return half.ride() == null ? half.fare().rideId() : half.ride().rideId();
  }

  private static long time(RideAndFare half) {
    return half.ride() == null ? half.fare().startTime() : half.ride().startTime();
  }

  private static RideAndFare merge(RideAndFare one, RideAndFare other) {
    return new RideAndFare(
        one.ride() == null ? other.ride() : one.ride(),
        one.fare() == null ? other.fare() : one.fare());
  }

  /** Fires when the second half is there or the first one has waited long enough. */
  public static class CompleteOrExpired extends Trigger<RideAndFare, GlobalWindow> {

    private static final long serialVersionUID = 1L;
    private static final ValueStateDescriptor<Long> DEADLINE =
        new ValueStateDescriptor<>("deadline", Types.LONG);

    @Override
    public TriggerResult onElement(
        RideAndFare half, long timestamp, GlobalWindow window, TriggerContext context)
        throws Exception {
      ValueState<Long> deadline = context.getPartitionedState(DEADLINE);
      if (deadline.value() == null) {
        deadline.update(time(half));
        context.registerEventTimeTimer(time(half));
        return TriggerResult.CONTINUE;
      }
      context.deleteEventTimeTimer(deadline.value());
      deadline.clear();
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext context)
        throws Exception {
      context.getPartitionedState(DEADLINE).clear();
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext context) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext context) throws Exception {
      ValueState<Long> deadline = context.getPartitionedState(DEADLINE);
      if (deadline.value() != null) {
        context.deleteEventTimeTimer(deadline.value());
      }
      deadline.clear();
    }
  }
}
