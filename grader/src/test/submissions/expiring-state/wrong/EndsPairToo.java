// Loses: behaviour, state hygiene
// Says: END
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

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("fares", TypeInformation.of(TaxiFare.class));

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .keyBy(TaxiRide::rideId)
            .connect(fares.keyBy(TaxiFare::rideId))
            .process(new PairOrGiveUp());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  static class PairOrGiveUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

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
        context.output(RIDES, waitingRide.value());
        waitingRide.clear();
      }
      if (waitingFare.value() != null) {
        context.output(FARES, waitingFare.value());
        waitingFare.clear();
      }
    }
  }
}
