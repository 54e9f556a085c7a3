// Late fares, which go with the next watermark, wait in a field.
// Loses: worker loss
// Says: of ride 47
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
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class ExpiringStateJob implements ExpiringStateLab {

  private static final OutputTag<TaxiRide> UNMATCHED_RIDES =
      new OutputTag<>("unmatched-rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> UNMATCHED_FARES =
      new OutputTag<>("unmatched-fares", TypeInformation.of(TaxiFare.class));

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            .keyBy(TaxiRide::rideId)
            .connect(fares.keyBy(TaxiFare::rideId))
            .process(new PairOrGiveUp());
    return new Pairing(pairs, pairs.getSideOutput(UNMATCHED_RIDES), pairs.getSideOutput(UNMATCHED_FARES));
  }

  static class PairOrGiveUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {
    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    /** Not worth a place in state: they go with the next watermark. */
    private transient Map<Long, TaxiFare> lateFares;

    @Override
    public void open(OpenContext context) {
      waitingRide = getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      waitingFare = getRuntimeContext().getState(new ValueStateDescriptor<>("fare", TaxiFare.class));
      lateFares = new HashMap<>();
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = lateFares.remove(ride.rideId());
      if (fare == null) {
        fare = waitingFare.value();
      }
      if (fare == null) {
        waitingRide.update(ride);
        context.timerService().registerEventTimeTimer(ride.startTime());
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
        if (fare.startTime() <= context.timerService().currentWatermark()) {
          lateFares.put(fare.rideId(), fare);
        } else {
          waitingFare.update(fare);
        }
        context.timerService().registerEventTimeTimer(fare.startTime());
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
      TaxiFare late = lateFares.remove(context.getCurrentKey());
      TaxiFare fare = late == null ? waitingFare.value() : late;
      waitingRide.clear();
      waitingFare.clear();
      if (ride != null) {
        context.output(UNMATCHED_RIDES, ride);
      }
      if (fare != null) {
        context.output(UNMATCHED_FARES, fare);
      }
    }
  }
}
