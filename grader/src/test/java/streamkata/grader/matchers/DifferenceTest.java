package streamkata.grader.matchers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a difference between results tells about the program. */
class DifferenceTest {

  private record Trip(long rideId, long hourEnd, double minutes, double lon, double lat) {}

  private record Pair(long ruleId, long rideId) {}

  private static final long HOUR = 3_600_000;
  private static final Trip RIGHT = new Trip(1L << 32, 14 * HOUR, 12.5, -73.9, 40.7);

  @Test
  void a_value_in_seconds_is_sixty_times_too_large() {
    assertThat(
        lesson(new Trip(1L << 32, 14 * HOUR, 750, -73.9, 40.7)),
        containsString("minutes is 60 times the expected value"));
  }

  @Test
  void a_window_is_an_hour_off() {
    assertThat(
        lesson(new Trip(1L << 32, 13 * HOUR, 12.5, -73.9, 40.7)),
        containsString("hourEnd is wrong by exactly 1 h"));
  }

  @Test
  void an_id_is_cut_to_an_int() {
    assertThat(
        lesson(new Trip(0, 14 * HOUR, 12.5, -73.9, 40.7)),
        containsString("rideId is cut to an int"));
  }

  @Test
  void a_fraction_is_cut() {
    assertThat(
        lesson(new Trip(1L << 32, 14 * HOUR, 12, -73.9, 40.7)),
        containsString("minutes is cut or rounded to a whole number"));
  }

  @Test
  void a_cent_is_lost() {
    assertThat(
        lesson(new Trip(1L << 32, 14 * HOUR, 12.49, -73.9, 40.7)),
        containsString("minutes is wrong by a cent"));
  }

  @Test
  void a_cent_less_of_another_ride_is_not_a_lost_cent() {
    assertThat(
        lesson(new Trip(77, 14 * HOUR, 12.49, -73.9, 40.7)), not(containsString("by a cent")));
  }

  @Test
  void two_values_have_changed_places() {
    assertThat(
        lesson(new Trip(1L << 32, 14 * HOUR, 12.5, 40.7, -73.9)),
        containsString("lon and lat are swapped"));
  }

  @Test
  void an_id_belongs_to_another_result() {
    Trip other = new Trip(77, 15 * HOUR, 3, -73.9, 40.7);
    Trip mixed = new Trip(77, 14 * HOUR, 12.5, -73.9, 40.7);

    assertThat(
        lesson(List.of(RIGHT, other), List.of(mixed, other)),
        containsString("rideId belongs to another result"));
  }

  @Test
  void of_ids_that_go_together_another_one_is_another_result() {
    Emits<Pair> emits =
        Emits.emits(List.of(new Pair(1, 17), new Pair(2, 18)), pair -> "pair", Pair::toString);

    assertThat(emits.lesson(List.of(new Pair(2, 17), new Pair(2, 18))), is(Optional.empty()));
  }

  @Test
  void a_result_comes_twice() {
    assertThat(lesson(List.of(RIGHT), List.of(RIGHT, RIGHT)), containsString("more than once"));
  }

  @Test
  void what_is_true_of_one_difference_in_three_is_chance() {
    List<Trip> expected =
        List.of(new Trip(1, HOUR, 3, 0, 0), new Trip(2, HOUR, 4, 0, 0), new Trip(3, HOUR, 7, 0, 0));
    List<Trip> got =
        List.of(
            new Trip(1, HOUR, -3, 0, 0), new Trip(2, HOUR, 9, 0, 0), new Trip(3, HOUR, 1, 0, 0));

    assertThat(
        Emits.emits(expected, trip -> "trip " + trip.rideId(), Trip::toString).lesson(got),
        is(Optional.empty()));
  }

  @Test
  void of_a_result_that_is_missing_there_is_nothing_to_say() {
    assertThat(
        Emits.emits(List.of(RIGHT), trip -> "trip", Trip::toString).lesson(List.of()),
        is(Optional.empty()));
  }

  @Test
  void what_a_lab_knows_of_its_mistakes_is_said_where_the_difference_says_nothing() {
    Emits<Trip> emits =
        Emits.emits(List.of(RIGHT), trip -> "trip", Trip::toString)
            .lookAt((missing, wrong) -> missing.equals(List.of(RIGHT)) ? "The trip is lost." : "");

    assertThat(emits.lesson(List.of()), is(Optional.of("The trip is lost.")));
    assertThat(emits.lesson(List.of(RIGHT, RIGHT)).orElseThrow(), containsString("more than once"));
  }

  private static String lesson(Trip got) {
    return lesson(List.of(RIGHT), List.of(got));
  }

  private static String lesson(List<Trip> expected, List<Trip> got) {
    return Emits.emits(expected, trip -> "trip", Trip::toString).lesson(got).orElse("");
  }
}
