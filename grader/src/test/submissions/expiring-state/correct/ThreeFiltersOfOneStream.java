// No side outputs: one stream of results of any kind, taken apart by three filters. MapState, and
// an extra timer that cleans up after the first.
package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class ExpiringStateJob implements ExpiringStateLab {

  /** A pair, or an unmatched half: what there is not is null. */
  public record Result(TaxiRide ride, TaxiFare fare) {}

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    DataStream<Result> results =
        rides
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .process(new PairOrGiveUp());
    return new Pairing(
        results
            .filter(result -> result.ride() != null && result.fare() != null)
            .map(result -> new RideAndFare(result.ride(), result.fare())),
        results.filter(result -> result.fare() == null).map(Result::ride),
        results.filter(result -> result.ride() == null).map(Result::fare));
  }

  static class PairOrGiveUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, Result> {

    private transient MapState<Long, TaxiRide> waitingRides;
    private transient MapState<Long, TaxiFare> waitingFares;

    @Override
    public void open(OpenContext context) {
      waitingRides =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("rides", Long.class, TaxiRide.class));
      waitingFares =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("fares", Long.class, TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<Result> out)
        throws Exception {
      if (!ride.isStart()) {
        return;
      }
      for (TaxiFare fare : waitingFares.values()) {
        out.collect(new Result(ride, fare));
        context.timerService().deleteEventTimeTimer(fare.startTime());
        context.timerService().deleteEventTimeTimer(fare.startTime() + 1);
        waitingFares.clear();
        return;
      }
      waitingRides.put(ride.startTime(), ride);
      context.timerService().registerEventTimeTimer(ride.startTime());
      context.timerService().registerEventTimeTimer(ride.startTime() + 1);
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<Result> out)
        throws Exception {
      for (TaxiRide ride : waitingRides.values()) {
        out.collect(new Result(ride, fare));
        context.timerService().deleteEventTimeTimer(ride.startTime());
        context.timerService().deleteEventTimeTimer(ride.startTime() + 1);
        waitingRides.clear();
        return;
      }
      waitingFares.put(fare.startTime(), fare);
      context.timerService().registerEventTimeTimer(fare.startTime());
      context.timerService().registerEventTimeTimer(fare.startTime() + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Result> out)
        throws Exception {
      TaxiRide ride = waitingRides.get(timestamp);
      TaxiFare fare = waitingFares.get(timestamp);
      if (ride != null || fare != null) {
        out.collect(new Result(ride, fare));
      }
      waitingRides.remove(timestamp);
      waitingFares.remove(timestamp);
    }
  }
}
