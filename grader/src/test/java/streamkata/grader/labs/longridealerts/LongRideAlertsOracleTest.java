package streamkata.grader.labs.longridealerts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

class LongRideAlertsOracleTest {

  private static final Place ANYWHERE = new Place(-73.9851, 40.7589);

  @Test
  void no_rides_give_no_alerts() {
    assertThat(LongRideAlertsOracle.alerts(List.of()), empty());
  }

  @Test
  void exactly_two_hours_is_not_long() {
    Trip ride = lasting(7_200_000);
    assertThat(LongRideAlertsOracle.alerts(List.of(ride.start(), ride.end())), empty());
  }

  @Test
  void a_millisecond_more_is_long() {
    Trip ride = lasting(7_200_001);
    assertThat(LongRideAlertsOracle.alerts(List.of(ride.start(), ride.end())), contains(17L));
    assertThat(LongRideAlertsOracle.alerts(List.of(ride.end(), ride.start())), contains(17L));
  }

  @Test
  void a_ride_without_end_is_long() {
    assertThat(LongRideAlertsOracle.alerts(List.of(lasting(0).start())), contains(17L));
  }

  @Test
  void a_ride_without_start_gives_nothing() {
    assertThat(LongRideAlertsOracle.alerts(List.of(lasting(9_000_000).end())), empty());
  }

  @Test
  void an_end_belongs_to_the_ride_of_its_id_only() {
    Trip other = Trip.trip(18, ANYWHERE, ANYWHERE);
    assertThat(
        LongRideAlertsOracle.alerts(List.of(lasting(0).start(), other.end())), contains(17L));
  }

  private static Trip lasting(long millis) {
    return Trip.trip(17, ANYWHERE, ANYWHERE).lasting(Duration.ofMillis(millis));
  }
}
