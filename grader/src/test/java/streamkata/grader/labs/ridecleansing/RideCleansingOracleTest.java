package streamkata.grader.labs.ridecleansing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static streamkata.grader.labs.Trip.trip;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip.Place;

class RideCleansingOracleTest {

  private static final Place TIMES_SQUARE = new Place(-73.9857, 40.7577);
  private static final Place NEWARK = new Place(-74.1745, 40.6895);
  private static final Place CORNER = new Place(-74.05, 41.0);
  private static final Place NAN = new Place(Double.NaN, 40.7);

  @Test
  void of_rides_into_out_of_within_and_past_the_city_those_within_are_kept() {
    TaxiRide within = trip(1, TIMES_SQUARE, CORNER).start();
    TaxiRide arrived = trip(2, CORNER, TIMES_SQUARE).end();

    assertThat(
        RideCleansingOracle.kept(
            List.of(
                trip(3, NEWARK, TIMES_SQUARE).start(),
                within,
                trip(4, TIMES_SQUARE, NEWARK).end(),
                trip(5, NAN, TIMES_SQUARE).start(),
                arrived,
                trip(6, NEWARK, new Place(0, 0)).end())),
        contains(within, arrived));
  }
}
