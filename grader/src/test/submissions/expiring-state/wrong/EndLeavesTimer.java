// Loses: state hygiene
package streamkata.exercises.expiringstate;

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
 * Sets the timer of each event before it looks at its kind, so an END has one, too, which fires
 * into the void at its end time. Rule 5: "it keeps no state and no timer of that ride". Shown
 * by: some hundred pairs, then the ENDs of these rides with end times after the watermark, then
 * the size of the checkpoint; all outputs are right
 */
public class ExpiringStateJob implements ExpiringStateLab {

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("unmatched rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("unmatched fares", TypeInformation.of(TaxiFare.class));

  /**
   * Runs the lab.
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
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .process(new Pair());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** Pairs START and fare; what waits has a timer. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      waitingFare =
          getRuntimeContext().getState(new ValueStateDescriptor<>("fare", TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = waitingFare.value();
      if (fare == null || !ride.isStart()) {
        context.timerService().registerEventTimeTimer(ride.eventTime());
      }
      if (!ride.isStart()) {
        return;
      }
      if (fare == null) {
        waitingRide.update(ride);
        return;
      }
      waitingFare.clear();
      context.timerService().deleteEventTimeTimer(fare.eventTime());
      out.collect(new RideAndFare(ride, fare));
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
        context.timerService().registerEventTimeTimer(fare.eventTime());
        return;
      }
      waitingRide.clear();
      context.timerService().deleteEventTimeTimer(ride.eventTime());
      out.collect(new RideAndFare(ride, fare));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      TaxiFare fare = waitingFare.value();
      if (ride != null && ride.eventTime() <= timestamp) {
        waitingRide.clear();
        context.output(RIDES, ride);
      }
      if (fare != null && fare.eventTime() <= timestamp) {
        waitingFare.clear();
        context.output(FARES, fare);
      }
    }
  }
}
