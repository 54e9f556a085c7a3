// Loses: RocksDB
// Says: RocksDB keeps bytes
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
            .filter(TaxiRide::isStart)
            .keyBy(TaxiRide::rideId)
            .connect(fares.keyBy(TaxiFare::rideId))
            .process(new PairOrGiveUp());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** What has come of a ride. */
  public static class Halves {
    public TaxiRide ride;
    public TaxiFare fare;
  }

  static class PairOrGiveUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private transient ValueState<Halves> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("halves", Halves.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      halves().ride = ride;
      pairOrWait(ride.eventTime(), context, out);
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      halves().fare = fare;
      pairOrWait(fare.eventTime(), context, out);
    }

    private Halves halves() throws Exception {
      if (state.value() == null) {
        state.update(new Halves());
      }
      return state.value();
    }

    private void pairOrWait(long time, Context context, Collector<RideAndFare> out)
        throws Exception {
      Halves halves = state.value();
      if (halves.ride != null && halves.fare != null) {
        out.collect(new RideAndFare(halves.ride, halves.fare));
        context.timerService().deleteEventTimeTimer(halves.ride.eventTime());
        context.timerService().deleteEventTimeTimer(halves.fare.eventTime());
        state.clear();
      } else {
        context.timerService().registerEventTimeTimer(time);
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      Halves halves = state.value();
      if (halves.ride != null) {
        context.output(RIDES, halves.ride);
      }
      if (halves.fare != null) {
        context.output(FARES, halves.fare);
      }
      state.clear();
    }
  }
}
