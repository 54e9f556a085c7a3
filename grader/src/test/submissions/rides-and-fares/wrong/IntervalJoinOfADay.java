// Loses: behaviour, state hygiene
// Says: expected (START, fare of ride 18), got nothing: the START and the fare were not joined
// Pairs wait in state until the watermark clears them, and late halves find nobody.
package streamkata.exercises.ridesandfares;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        .keyBy(TaxiRide::rideId)
        .intervalJoin(fares.keyBy(TaxiFare::rideId))
        .between(Duration.ofDays(-1), Duration.ofDays(1))
        .process(
            new ProcessJoinFunction<TaxiRide, TaxiFare, RideAndFare>() {
              @Override
              public void processElement(
                  TaxiRide ride, TaxiFare fare, Context context, Collector<RideAndFare> out) {
                out.collect(new RideAndFare(ride, fare));
              }
            });
  }
}
