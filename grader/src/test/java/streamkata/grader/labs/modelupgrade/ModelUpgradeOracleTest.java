package streamkata.grader.labs.modelupgrade;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.Trip.with;
import static streamkata.grader.labs.modelupgrade.Rides.MUSEUM;
import static streamkata.grader.labs.modelupgrade.Rides.end;
import static streamkata.grader.labs.modelupgrade.Rides.question;
import static streamkata.grader.labs.modelupgrade.Rides.straight;
import static streamkata.grader.labs.modelupgrade.Rides.training;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip.Place;

class ModelUpgradeOracleTest {

  private static final List<TaxiRide> TRAINING = training(1, MUSEUM, 1, 10, 16);

  @Test
  void version_1_counts_nothing_and_says_at_most_an_hour() {
    assertThat(
        predictions(
            List.of(
                question(10, MUSEUM, 1),
                end(1, MUSEUM, 0.018, 1, 100),
                end(2, MUSEUM, 0.036, 1, 160),
                question(11, MUSEUM, 0)),
            List.of()),
        contains(new HourlyPrediction(10, -1, -1, -1), new HourlyPrediction(11, 60, -1, -1)));
  }

  @Test
  void version_2_goes_on_with_what_version_1_has_learned_and_says_any_number_of_minutes() {
    assertThat(
        predictions(TRAINING, List.of(question(10, MUSEUM, 1))),
        contains(new HourlyPrediction(10, 13, 0, 2)));
    assertThat(
        predictions(
            List.of(end(1, MUSEUM, 0.018, 1, 100)),
            List.of(end(2, MUSEUM, 0.036, 1, 160), question(10, MUSEUM, 1))),
        contains(new HourlyPrediction(10, 130, 1, 1)));
  }

  @Test
  void a_ride_is_counted_in_the_hour_of_its_start_on_any_day() {
    TaxiRide lateRide =
        with(1, straight(3, MUSEUM, 0.02).startingAt(at("2013-01-03T23:59:59.999")).end());

    assertThat(
        predictions(
            List.of(),
            List.of(
                lateRide,
                question(10, MUSEUM, 1, at("23:00:00")),
                question(11, MUSEUM, 1, at("2013-01-04T00:00:00")),
                question(12, MUSEUM, 1, at("22:59:59.999")))),
        contains(
            new HourlyPrediction(10, -1, 1, 0),
            new HourlyPrediction(11, -1, 0, 0),
            new HourlyPrediction(12, -1, 0, 0)));
  }

  @Test
  void parties_and_cells_have_models_of_their_own() {
    Place nextDoor = MUSEUM.plus(GeoUtils.CELL_WIDTH, 0);

    assertThat(
        predictions(
            TRAINING,
            List.of(question(10, MUSEUM, 0), question(11, MUSEUM, 2), question(12, nextDoor, 1))),
        contains(
            new HourlyPrediction(10, 13, 0, 2),
            new HourlyPrediction(11, -1, 0, 0),
            new HourlyPrediction(12, -1, 0, 0)));
  }

  @Test
  void version_1_counts_a_ride_that_ends_before_it_starts_and_version_2_drops_it() {
    List<TaxiRide> rides = List.of(end(1, MUSEUM, 0.02, 1, -1), end(2, MUSEUM, 0.02, 1, 0));

    assertThat(
        predictions(rides, List.of(question(10, MUSEUM, 1))),
        contains(new HourlyPrediction(10, -1, 0, 2)));
    assertThat(
        predictions(List.of(), List.of(rides.get(0), rides.get(1), question(10, MUSEUM, 1))),
        contains(new HourlyPrediction(10, -1, 1, 0)));
  }

  @Test
  void a_ride_that_is_outside_at_either_end_is_dropped_by_both() {
    Place outside = new Place(-74.2, 40.7);
    List<TaxiRide> rides =
        List.of(trip(1, MUSEUM, outside).start(), trip(2, outside, MUSEUM).start());

    assertThat(predictions(rides, rides), empty());
  }

  private static List<HourlyPrediction> predictions(List<TaxiRide> before, List<TaxiRide> after) {
    return ModelUpgradeOracle.predictions(before, after);
  }
}
