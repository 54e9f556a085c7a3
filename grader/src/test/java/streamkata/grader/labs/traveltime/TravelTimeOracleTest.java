package streamkata.grader.labs.traveltime;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static streamkata.grader.labs.Trip.trip;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

/** Cases worked out by hand: 0.009 degrees of latitude are a kilometre. */
class TravelTimeOracleTest {

  private static final Place SQUARE = new Place(-73.9851, 40.7589);
  private static final Place NOWHERE = new Place(0, 0);

  @Test
  void one_ride_is_not_enough_to_predict() {
    assertThat(
        TravelTimeOracle.predictions(List.of(end(1, 2, 10), fromSouth(2, 3).start())),
        contains(new TravelTimePrediction(2, -1)));
  }

  @Test
  void two_rides_make_a_line_and_order_matters() {
    assertThat(
        TravelTimeOracle.predictions(
            List.of(
                fromSouth(1, 3).start(), end(2, 2, 10), end(3, 4, 20), fromSouth(4, 3).start())),
        contains(new TravelTimePrediction(1, -1), new TravelTimePrediction(4, 15)));
  }

  @Test
  void the_other_direction_has_a_line_of_its_own() {
    assertThat(
        TravelTimeOracle.predictions(
            List.of(end(1, 2, 10), end(2, 4, 20), fromSouth(3, -3).start())),
        contains(new TravelTimePrediction(3, -1)));
  }

  @Test
  void rides_with_an_end_outside_nyc_are_not_there() {
    assertThat(
        TravelTimeOracle.predictions(
            List.of(trip(1, SQUARE, NOWHERE).start(), trip(2, NOWHERE, SQUARE).start())),
        is(empty()));
  }

  private static TaxiRide end(long rideId, int km, int minutes) {
    return fromSouth(rideId, km).lasting(Duration.ofMinutes(minutes)).end();
  }

  private static Trip fromSouth(long rideId, int km) {
    return trip(rideId, SQUARE.plus(0, -0.009 * km), SQUARE);
  }
}
