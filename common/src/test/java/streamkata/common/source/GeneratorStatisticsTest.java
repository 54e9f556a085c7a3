package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiFare;

/**
 * Generated rides and fares are like those measured in New York City in January 2013: the figures
 * are from the trip records of the Taxi and Limousine Commission, and are met within 20 percent.
 */
class GeneratorStatisticsTest {

  private static final int RIDES_PER_DAY = 1440 * TripGenerator.STARTS_PER_MINUTE;

  /** All rides of the first day. */
  private static final List<Trip> DAY = trips(RIDES_PER_DAY);

  /** About as many rides as the real figures of places, taxis and drivers were counted in. */
  private static final List<Trip> SAMPLE = DAY.subList(0, 53_550);

  @Nested
  class Rides {

    @ParameterizedTest
    @CsvSource({"5, 3.0", "25, 6.2", "50, 10.7", "75, 16.9", "95, 28.2"})
    void durations_in_minutes_are_distributed_as_in_reality(int percent, double minutes) {
      assertThat(percentile(percent, DAY, GeneratorStatisticsTest::minutes), near(minutes));
    }

    @Test
    void the_median_duration_is_right_in_the_first_hour_too() {
      assertThat(
          percentile(50, DAY.subList(0, RIDES_PER_DAY / 24), GeneratorStatisticsTest::minutes),
          near(10.7));
    }

    @ParameterizedTest
    @CsvSource({"5, 0.52", "25, 1.36", "50, 2.44", "75, 4.29", "95, 8.57"})
    void straight_line_distances_in_km_are_distributed_as_in_reality(int percent, double km) {
      List<Trip> moved =
          DAY.stream()
              .filter(GeneratorStatisticsTest::isInNYC)
              .filter(trip -> km(trip) > 0)
              .toList();

      assertThat(percentile(percent, moved, GeneratorStatisticsTest::km), near(km));
    }

    @ParameterizedTest
    @CsvSource({"1, 58.4", "2, 20.7", "3, 7.0", "4, 4.2", "5, 6.6", "6, 3.2"})
    void passengers_are_as_many_as_in_reality(int passengers, double percent) {
      assertThat(percentOfRides(trip -> trip.passengerCnt() == passengers), near(percent));
    }

    @Test
    void some_rides_start_or_end_at_an_unknown_place_or_outside_the_city() {
      assertThat(percentOfRides(trip -> !isInNYC(trip)), near(2.1));
    }

    @Test
    void for_most_of_those_neither_place_is_known() {
      assertThat(
          percentOfRides(
              trip ->
                  trip.startLon() == 0
                      && trip.startLat() == 0
                      && trip.endLon() == 0
                      && trip.endLat() == 0),
          near(1.9));
    }

    @Test
    void some_rides_end_where_they_started() {
      assertThat(percentOfRides(trip -> isInNYC(trip) && km(trip) == 0), near(1.1));
    }

    @Test
    void some_rides_take_no_time() {
      assertThat(percentOfRides(trip -> trip.startTime() == trip.endTime()), near(0.3));
    }

    @Test
    void few_rides_take_more_than_two_hours() {
      assertThat(
          percentOfRides(trip -> minutes(trip) > 120),
          allOf(greaterThanOrEqualTo(0.02), lessThanOrEqualTo(0.05)));
    }

    @Test
    void taxis_are_as_fast_at_each_hour_of_the_day_as_in_reality() {
      double[] real = {
        23.2, 24.8, 26.0, 28.2, 35.7, 36.1, 30.0, 20.8, 16.0, 16.6, 15.3, 16.4,
        15.2, 14.4, 15.5, 14.7, 14.6, 15.5, 15.0, 16.7, 17.8, 19.8, 20.0, 21.0
      };
      for (int hour = 0; hour < 24; hour++) {
        double speed =
            DAY.subList(hour * RIDES_PER_DAY / 24, (hour + 1) * RIDES_PER_DAY / 24).stream()
                .filter(GeneratorStatisticsTest::isInNYC)
                .filter(trip -> minutes(trip) > 0 && km(trip) > 0)
                .mapToDouble(trip -> 1.3 * km(trip) / minutes(trip) * 60)
                .average()
                .orElseThrow();
        assertThat("hour " + hour, speed, near(real[hour]));
      }
    }

    @Test
    void half_of_the_rides_start_in_a_few_hundred_cells() {
      assertThat(
          cellsOfHalf(trip -> GeoUtils.mapToGridCell(trip.startLon(), trip.startLat())), near(575));
    }

    @Test
    void half_of_the_rides_end_in_a_few_hundred_cells() {
      assertThat(
          cellsOfHalf(trip -> GeoUtils.mapToGridCell(trip.endLon(), trip.endLat())), near(807));
    }

    @Test
    void there_are_as_many_taxis_as_in_reality() {
      assertThat(distinct(Trip::taxiId), near(10_471));
    }

    @Test
    void there_are_as_many_drivers_as_in_reality() {
      assertThat(distinct(Trip::driverId), near(10_494));
    }

    @Test
    void a_taxi_has_two_drivers() {
      long taxi = DAY.get(0).taxiId();

      assertThat(
          DAY.stream().filter(trip -> trip.taxiId() == taxi).map(Trip::driverId).distinct().count(),
          is(2L));
    }

    @Test
    void an_id_is_either_that_of_a_taxi_or_that_of_a_driver() {
      assertThat(
          DAY.stream()
              .allMatch(
                  trip ->
                      trip.taxiId() >= 2013000001L
                          && trip.taxiId() <= 2013010500L
                          && trip.driverId() >= 2013100001L
                          && trip.driverId() <= 2013110500L),
          is(true));
    }

    @Test
    void there_are_about_10_500_events_in_ten_minutes() {
      GeneratedRides rides = new GeneratedRides(new TripGenerator(1));
      rides.seek(0, TripGenerator.FIRST_START + Duration.ofHours(5).toMillis());
      long before = rides.number();
      long end = TripGenerator.FIRST_START + Duration.ofHours(5).plusMinutes(10).toMillis();
      while (rides.next().eventTime() < end) {}

      assertThat((double) (rides.number() - before), near(10_500));
    }

    private double percentOfRides(Predicate<Trip> condition) {
      return percent(DAY, condition);
    }

    private double distinct(Function<Trip, Long> id) {
      return SAMPLE.stream().map(id).distinct().count();
    }

    private double cellsOfHalf(Function<Trip, Integer> cell) {
      Map<Integer, Long> rides =
          SAMPLE.stream()
              .filter(GeneratorStatisticsTest::isInNYC)
              .collect(Collectors.groupingBy(cell, Collectors.counting()));
      long all = rides.values().stream().mapToLong(Long::longValue).sum();
      long sum = 0;
      int cells = 0;
      for (long count : rides.values().stream().sorted(Comparator.reverseOrder()).toList()) {
        if (2 * sum < all) {
          sum += count;
          cells++;
        }
      }
      return cells;
    }
  }

  @Nested
  class Fares {

    private static final FareCalculator CALCULATOR = new FareCalculator(1);
    private static final List<TaxiFare> FARES = DAY.stream().map(CALCULATOR::fare).toList();
    private static final List<TaxiFare> BY_CARD =
        FARES.stream().filter(fare -> fare.paymentType().equals("CRD")).toList();

    @Test
    void two_in_five_pay_by_card() {
      assertThat(percent(FARES, fare -> fare.paymentType().equals("CRD")), near(40));
    }

    @Test
    void three_in_five_pay_cash() {
      assertThat(percent(FARES, fare -> fare.paymentType().equals("CSH")), near(60));
    }

    @Test
    void most_of_those_who_pay_by_card_tip() {
      assertThat(percent(BY_CARD, fare -> fare.tip() > 0), closeTo(94.5, 1));
    }

    @Test
    void the_median_tip_is_a_fifth_of_the_fare() {
      List<TaxiFare> withTip = BY_CARD.stream().filter(fare -> fare.tip() > 0).toList();

      assertThat(percentile(50, withTip, fare -> fare.tip() / meter(fare)), near(0.20));
    }

    @Test
    void no_tip_is_recorded_for_cash() {
      assertThat(
          percent(FARES, fare -> fare.paymentType().equals("CSH") && fare.tip() > 0), is(0.0));
    }

    @Test
    void few_rides_pay_tolls() {
      assertThat(percent(FARES, fare -> fare.tolls() > 0), near(1.2));
    }

    @Test
    void the_median_fare_is_nine_dollars() {
      assertThat(percentile(50, FARES, Fares::meter), near(9));
    }

    @Test
    void money_is_in_whole_cents() {
      assertThat(
          FARES.stream()
              .flatMap(fare -> Stream.of(fare.tip(), fare.tolls(), fare.totalFare()))
              .allMatch(dollars -> dollars == Math.round(dollars * 100) / 100.0),
          is(true));
    }

    private static double meter(TaxiFare fare) {
      return fare.totalFare() - fare.tip() - fare.tolls();
    }
  }

  private static List<Trip> trips(int count) {
    TripGenerator generator = new TripGenerator(1);
    return LongStream.rangeClosed(1, count).mapToObj(generator::trip).toList();
  }

  private static boolean isInNYC(Trip trip) {
    return GeoUtils.isInNYC(trip.startLon(), trip.startLat())
        && GeoUtils.isInNYC(trip.endLon(), trip.endLat());
  }

  private static double km(Trip trip) {
    return GeoUtils.getEuclideanDistance(
        trip.startLon(), trip.startLat(), trip.endLon(), trip.endLat());
  }

  private static double minutes(Trip trip) {
    return (trip.endTime() - trip.startTime()) / 60_000.0;
  }

  private static <T> double percent(List<T> all, Predicate<T> condition) {
    return 100.0 * all.stream().filter(condition).count() / all.size();
  }

  private static <T> double percentile(int percent, List<T> all, ToDoubleFunction<T> value) {
    double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length * percent / 100];
  }

  private static Matcher<Double> near(double expected) {
    return closeTo(expected, 0.2 * expected);
  }
}
