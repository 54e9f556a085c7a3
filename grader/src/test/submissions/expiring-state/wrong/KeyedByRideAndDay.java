// Loses: behaviour
package streamkata.exercises.expiringstate;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
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
 * Keys by ride id and day, in case meters use ids again on the next day; the two clocks can be
 * on two sides of midnight. Rule: "Only the ride id pairs the two." Shown by: START at
 * 23:59:59.500 and its fare at 00:00:01 of the next day (or the other way round), both before
 * the watermark: two unmatched events instead of a pair
 */
public class ExpiringStateJob implements ExpiringStateLab {

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("unmatched rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("unmatched fares", TypeInformation.of(TaxiFare.class));
  private static final long DAY = Duration.ofDays(1).toMillis();

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
            .filter(TaxiRide::isStart)
            .connect(fares)
            .keyBy(
                ride -> Tuple2.of(ride.rideId(), ride.startTime() / DAY),
                fare -> Tuple2.of(fare.rideId(), fare.startTime() / DAY),
                Types.TUPLE(Types.LONG, Types.LONG))
            .process(new Pair());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** Pairs START and fare; what waits has a timer. */
  public static class Pair
      extends KeyedCoProcessFunction<
          Tuple2<Long, Long>, TaxiRide, TaxiFare, RideAndFare> {

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
      if (fare == null) {
        waitingRide.update(ride);
        context.timerService().registerEventTimeTimer(ride.eventTime());
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
      waitingRide.clear();
      waitingFare.clear();
      if (ride != null) {
        context.output(RIDES, ride);
      }
      if (fare != null) {
        context.output(FARES, fare);
      }
    }
  }
}
