// Timers come back after a failure, the maps do not.
// Loses: state hygiene, task failure, worker loss, rescale
// Says: still in state, or lost
package streamkata.exercises.expiringstate;

import java.util.HashMap;
import java.util.Map;
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
            .filter(TaxiRide::isStart)
            .keyBy(TaxiRide::rideId)
            .connect(fares.keyBy(TaxiFare::rideId))
            .process(new PairOrGiveUp());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  static class PairOrGiveUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private final Map<Long, TaxiRide> rides = new HashMap<>();
    private final Map<Long, TaxiFare> fares = new HashMap<>();

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = fares.get(context.getCurrentKey());
      if (fare == null) {
        rides.put(ride.rideId(), ride);
        context.timerService().registerEventTimeTimer(ride.eventTime());
      } else {
        fares.remove(context.getCurrentKey());
        context.timerService().deleteEventTimeTimer(fare.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = rides.get(context.getCurrentKey());
      if (ride == null) {
        fares.put(fare.rideId(), fare);
        context.timerService().registerEventTimeTimer(fare.eventTime());
      } else {
        rides.remove(context.getCurrentKey());
        context.timerService().deleteEventTimeTimer(ride.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      if (rides.get(context.getCurrentKey()) != null) {
        context.output(RIDES, rides.get(context.getCurrentKey()));
        rides.remove(context.getCurrentKey());
      }
      if (fares.get(context.getCurrentKey()) != null) {
        context.output(FARES, fares.get(context.getCurrentKey()));
        fares.remove(context.getCurrentKey());
      }
    }
  }
}
