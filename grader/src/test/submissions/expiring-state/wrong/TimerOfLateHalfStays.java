// Loses: state hygiene
package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
 * Sets the timer of a late event just after the watermark, but deletes it at the time of the event, where there is none. Shows on: watermark 13:30, late START of 13:05, its fare (a pair), checkpoint: the timer at 13:30:00.001 is still there.
 *
 * <p>Rule broken: "The timer of a pair is deleted at once and does not wait until it fires."
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

  private static final OutputTag<TaxiRide> RIDES = new OutputTag<>("unmatched rides") {};
  private static final OutputTag<TaxiFare> FARES = new OutputTag<>("unmatched fares") {};

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .process(new Join());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** Keeps the half that comes first until the other one comes or its time is over. */
  public static class Join extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

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
      if (fare == null) {
        waitingRide.update(ride);
        context.timerService().registerEventTimeTimer(
                Math.max(ride.startTime(), context.timerService().currentWatermark() + 1));
      } else {
        waitingFare.clear();
        context.timerService().deleteEventTimeTimer(fare.startTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
        context.timerService().registerEventTimeTimer(
                Math.max(fare.startTime(), context.timerService().currentWatermark() + 1));
      } else {
        waitingRide.clear();
        context.timerService().deleteEventTimeTimer(ride.startTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
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
