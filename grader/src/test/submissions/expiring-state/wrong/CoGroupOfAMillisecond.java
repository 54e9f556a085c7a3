// A window of one millisecond: pairs wait for the watermark, late halves are dropped.
// Loses: behaviour, event time, state hygiene
// Says: results at the look: three pairs
package streamkata.exercises.expiringstate;

import java.time.Duration;
import org.apache.flink.api.common.functions.CoGroupFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
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

  /** A pair, or an unmatched half: what there is not is null. */
  public record Result(TaxiRide ride, TaxiFare fare) {}

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    DataStream<Result> results =
        rides
            .filter(TaxiRide::isStart)
            .coGroup(fares)
            .where(TaxiRide::rideId)
            .equalTo(TaxiFare::rideId)
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(1)))
            .apply(
                new CoGroupFunction<TaxiRide, TaxiFare, Result>() {
                  @Override
                  public void coGroup(
                      Iterable<TaxiRide> left, Iterable<TaxiFare> right, Collector<Result> out) {
                    TaxiRide ride = left.iterator().hasNext() ? left.iterator().next() : null;
                    TaxiFare fare = right.iterator().hasNext() ? right.iterator().next() : null;
                    out.collect(new Result(ride, fare));
                  }
                });
    return new Pairing(
        results
            .filter(result -> result.ride() != null && result.fare() != null)
            .map(result -> new RideAndFare(result.ride(), result.fare())),
        results.filter(result -> result.fare() == null).map(Result::ride),
        results.filter(result -> result.ride() == null).map(Result::fare));
  }
}
