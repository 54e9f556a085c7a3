// Loses: state hygiene, task failure, worker loss, rescale
// Says: it is still in state, or lost
package streamkata.exercises.expiringstate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Map<Long, TaxiRide> WAITING_RIDES = new ConcurrentHashMap<>();
    private static final Map<Long, TaxiFare> WAITING_FARES = new ConcurrentHashMap<>();

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = WAITING_FARES.get(context.getCurrentKey());
      if (fare == null) {
        WAITING_RIDES.put(ride.rideId(), ride);
        context.timerService().registerEventTimeTimer(ride.eventTime());
      } else {
        WAITING_FARES.remove(context.getCurrentKey());
        context.timerService().deleteEventTimeTimer(fare.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = WAITING_RIDES.get(context.getCurrentKey());
      if (ride == null) {
        WAITING_FARES.put(fare.rideId(), fare);
        context.timerService().registerEventTimeTimer(fare.eventTime());
      } else {
        WAITING_RIDES.remove(context.getCurrentKey());
        context.timerService().deleteEventTimeTimer(ride.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      if (WAITING_RIDES.get(context.getCurrentKey()) != null) {
        context.output(RIDES, WAITING_RIDES.get(context.getCurrentKey()));
        WAITING_RIDES.remove(context.getCurrentKey());
      }
      if (WAITING_FARES.get(context.getCurrentKey()) != null) {
        context.output(FARES, WAITING_FARES.get(context.getCurrentKey()));
        WAITING_FARES.remove(context.getCurrentKey());
      }
    }
  }
}
