// Loses: behaviour, event time, state hygiene
// Says: expected a pair of START and fare, got nothing: it is still in state, or lost
// The terminal may know another driver than the meter.
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
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class ExpiringStateJob implements ExpiringStateLab {

  static final OutputTag<TaxiRide> UNMATCHED_RIDES =
      new OutputTag<>("unmatched-rides", TypeInformation.of(TaxiRide.class));
  static final OutputTag<TaxiFare> UNMATCHED_FARES =
      new OutputTag<>("unmatched-fares", TypeInformation.of(TaxiFare.class));

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            // The same key on both sides: a START and its fare meet in the same instance.
            .keyBy(ride -> ride.rideId() + "/" + ride.driverId())
            .connect(fares.keyBy(fare -> fare.rideId() + "/" + fare.driverId()))
            .process(new PairOrGiveUp())
            .uid("pair-or-give-up");
    return new Pairing(
        pairs, pairs.getSideOutput(UNMATCHED_RIDES), pairs.getSideOutput(UNMATCHED_FARES));
  }

  /** Lets the first of START and fare wait for the second, until the watermark reaches its time. */
  static class PairOrGiveUp extends KeyedCoProcessFunction<String, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    /**
     * A START whose fare has not come yet; there is a timer at its event time as long as it waits.
     */
    private transient ValueState<TaxiRide> waitingRide;

    /**
     * A fare whose START has not come yet; there is a timer at its event time as long as it waits.
     */
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting-ride", TaxiRide.class));
      waitingFare =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting-fare", TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
        // For a START that is late as well: its timer fires when the watermark next advances.
        context.timerService().registerEventTimeTimer(ride.eventTime());
      } else {
        waitingFare.clear();
        context.timerService().deleteEventTimeTimer(fare.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
        context.timerService().registerEventTimeTimer(fare.eventTime());
      } else {
        waitingRide.clear();
        context.timerService().deleteEventTimeTimer(ride.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      if (waitingRide.value() != null) {
        context.output(UNMATCHED_RIDES, waitingRide.value());
        waitingRide.clear();
      }
      if (waitingFare.value() != null) {
        context.output(UNMATCHED_FARES, waitingFare.value());
        waitingFare.clear();
      }
    }
  }
}
