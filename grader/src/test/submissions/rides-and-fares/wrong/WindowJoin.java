// The pair waits for the end of a window.
// Loses: behaviour, state hygiene
// Says: the START and the fare were not joined
package streamkata.exercises.ridesandfares;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        .join(fares)
        .where(TaxiRide::rideId)
        .equalTo(TaxiFare::rideId)
        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
        .apply(RideAndFare::new);
  }
}
