// Cuts the time of a fare to seconds: it is given up before the watermark reaches it.
// Loses: behaviour
// Says: 22
package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
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
            .map(ride -> new Half(ride, null))
            .union(fares.map(fare -> new Half(null, fare)))
            .keyBy(Half::rideId)
            .process(new PairOrGiveUp());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** A START or a fare; the other is null. */
  public record Half(TaxiRide ride, TaxiFare fare) {
    long rideId() {
      return ride == null ? fare.rideId() : ride.rideId();
    }

    long time() {
      return ride == null ? fare.eventTime() / 1000 * 1000 : ride.eventTime();
    }
  }

  static class PairOrGiveUp extends KeyedProcessFunction<Long, Half, RideAndFare> {

    private transient ValueState<Half> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getState(new ValueStateDescriptor<>("half", Half.class));
    }

    @Override
    public void processElement(Half half, Context context, Collector<RideAndFare> out)
        throws Exception {
      Half other = waiting.value();
      if (other == null) {
        waiting.update(half);
        context.timerService().registerEventTimeTimer(half.time() + 1);
        return;
      }
      out.collect(
          half.ride() == null
              ? new RideAndFare(other.ride(), half.fare())
              : new RideAndFare(half.ride(), other.fare()));
      context.timerService().deleteEventTimeTimer(other.time() + 1);
      waiting.update(null);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      Half half = waiting.value();
      if (half.ride() != null) {
        context.output(RIDES, half.ride());
      } else {
        context.output(FARES, half.fare());
      }
      waiting.clear();
    }
  }
}
