// One stream of a tagged type; one state with a null half; cleared by update(null).
package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    DataStream<Half> left = rides.map(Half::of);
    DataStream<Half> right = fares.map(Half::of);
    return left.union(right)
        .keyBy(Half::rideId)
        .process(
            new KeyedProcessFunction<Long, Half, RideAndFare>() {
              private transient ValueState<Half> waiting;

              @Override
              public void open(OpenContext context) {
                waiting =
                    getRuntimeContext().getState(new ValueStateDescriptor<>("half", Half.class));
              }

              @Override
              public void processElement(
                  Half half, Context context, Collector<RideAndFare> out) throws Exception {
                if (half.ride() != null && !half.ride().isStart()) {
                  return;
                }
                Half other = waiting.value();
                if (other == null) {
                  waiting.update(half);
                } else {
                  waiting.update(null);
                  out.collect(
                      half.ride() == null
                          ? new RideAndFare(other.ride(), half.fare())
                          : new RideAndFare(half.ride(), other.fare()));
                }
              }
            });
  }

  /** A ride event or a fare. */
  public record Half(long rideId, TaxiRide ride, TaxiFare fare) {
    static Half of(TaxiRide ride) {
      return new Half(ride.rideId(), ride, null);
    }

    static Half of(TaxiFare fare) {
      return new Half(fare.rideId(), null, fare);
    }
  }
}
