// Loses: state hygiene
package streamkata.exercises.expiringstate;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * The time of each timer is in a map in memory, from which it is deleted when the pair is
 * complete; after a restore the map is empty, and the timers of halves from before it stay until
 * they fire into the void ("The timer of a pair is deleted at once and does not wait until it
 * fires", "also after a restore").
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

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("unmatched rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("unmatched fares", TypeInformation.of(TaxiFare.class));

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .process(new Pair());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** Pairs START and fare of one ride. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    /** When the timer of a ride fires: late events wait until the watermark advances. */
    private transient Map<Long, Long> timers;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      waitingFare =
          getRuntimeContext().getState(new ValueStateDescriptor<>("fare", TaxiFare.class));
      timers = new HashMap<>();
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
        expireAt(ride.startTime(), context);
      } else {
        waitingFare.clear();
        deleteTimer(context);
        out.collect(new RideAndFare(ride, fare));
      }
    }

    private void expireAt(long time, Context context) {
      long expiry = Math.max(time, context.timerService().currentWatermark() + 1);
      timers.put(context.getCurrentKey(), expiry);
      context.timerService().registerEventTimeTimer(expiry);
    }

    private void deleteTimer(Context context) {
      Long expiry = timers.remove(context.getCurrentKey());
      if (expiry != null) {
        context.timerService().deleteEventTimeTimer(expiry);
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
        expireAt(fare.startTime(), context);
      } else {
        waitingRide.clear();
        deleteTimer(context);
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      timers.remove(context.getCurrentKey());
      TaxiRide ride = waitingRide.value();
      if (ride != null) {
        waitingRide.clear();
        context.output(RIDES, ride);
      }
      TaxiFare fare = waitingFare.value();
      if (fare != null) {
        waitingFare.clear();
        context.output(FARES, fare);
      }
    }
  }
}
