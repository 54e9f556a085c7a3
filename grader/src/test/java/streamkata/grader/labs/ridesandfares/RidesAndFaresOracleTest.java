package streamkata.grader.labs.ridesandfares;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static streamkata.grader.labs.Trip.trip;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.RideAndFare;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

class RidesAndFaresOracleTest {

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);

  private final Trip paid = trip(1, MUSEUM, MUSEUM);
  private final Trip paidFirst = trip(2, MUSEUM, MUSEUM);
  private final Trip unpaid = trip(3, MUSEUM, MUSEUM);
  private final Trip startLost = trip(4, MUSEUM, MUSEUM);

  @Test
  void starts_meet_their_fares_and_nothing_else_meets() {
    assertThat(
        RidesAndFaresOracle.pairs(
            List.of(
                paid.start(),
                paidFirst.fare(2.15),
                unpaid.start(),
                startLost.end(),
                startLost.fare(4.05),
                paid.end(),
                paidFirst.start(),
                unpaid.end(),
                paid.fare(1.35))),
        containsInAnyOrder(
            new RideAndFare(paid.start(), paid.fare(1.35)),
            new RideAndFare(paidFirst.start(), paidFirst.fare(2.15))));
  }
}
