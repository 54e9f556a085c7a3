package streamkata.grader.labs.expiringstate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static streamkata.grader.labs.Trip.SOME_TIME;
import static streamkata.grader.labs.Trip.trip;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.RideAndFare;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.labs.expiringstate.ExpiringStateOracle.Outputs;
import streamkata.grader.labs.expiringstate.ExpiringStateOracle.Round;

class ExpiringStateOracleTest {

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);

  private final Trip one = trip(1, MUSEUM, MUSEUM).startingAt(SOME_TIME + 1_000);
  private final Trip two = trip(2, MUSEUM, MUSEUM).startingAt(SOME_TIME + 2_000);

  @Test
  void a_pair_is_out_in_the_round_of_its_second_half() {
    List<Outputs> outputs =
        ExpiringStateOracle.outputs(
            List.of(
                new Round(List.of(two.fare(1.15), one.start(), one.fare(1.05)), SOME_TIME),
                new Round(List.of(two.end(), two.start()), SOME_TIME + 9_000)));

    assertThat(outputs.get(0).pairs(), contains(new RideAndFare(one.start(), one.fare(1.05))));
    assertThat(outputs.get(1).pairs(), contains(new RideAndFare(two.start(), two.fare(1.15))));
    assertThat(outputs.get(0).unmatched(), empty());
    assertThat(outputs.get(1).unmatched(), empty());
  }

  @Test
  void a_half_is_given_up_by_the_watermark_that_reaches_its_time_and_so_is_its_late_partner() {
    List<Outputs> outputs =
        ExpiringStateOracle.outputs(
            List.of(
                new Round(List.of(one.start(), two.fare(1.15)), SOME_TIME + 999),
                new Round(List.of(), SOME_TIME + 1_000),
                new Round(List.of(one.fare(1.05)), SOME_TIME + 2_000)));

    assertThat(outputs.get(0).unmatched(), empty());
    assertThat(outputs.get(1).unmatched(), contains(one.start()));
    assertThat(outputs.get(2).unmatched(), containsInAnyOrder(one.fare(1.05), two.fare(1.15)));
    assertThat(outputs.get(2).pairs(), empty());
  }

  @Test
  void two_late_halves_are_a_pair_if_no_watermark_comes_between() {
    List<Outputs> outputs =
        ExpiringStateOracle.outputs(
            List.of(
                new Round(List.of(), SOME_TIME + 5_000),
                new Round(List.of(one.start(), one.fare(1.05), two.start()), SOME_TIME + 5_001),
                new Round(List.of(two.fare(1.15)), SOME_TIME + 5_002)));

    assertThat(outputs.get(1).pairs(), contains(new RideAndFare(one.start(), one.fare(1.05))));
    assertThat(outputs.get(1).unmatched(), contains(two.start()));
    assertThat(outputs.get(2).unmatched(), contains(two.fare(1.15)));
  }
}
