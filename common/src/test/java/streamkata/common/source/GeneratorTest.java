package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/** What generated rides and fares are, whatever the machine; see also GeneratorStatisticsTest. */
class GeneratorTest {

  private static final long MIDNIGHT = Instant.parse("2013-01-01T00:00:00Z").toEpochMilli();
  private static final long THREE_WEEKS = Duration.ofDays(21).toMillis();

  @Nested
  class Repeatable {

    @Test
    void the_first_10_000_rides_of_seed_1_are_these() {
      assertThat(
          sha256(first(10_000, rides(1)).stream().map(TaxiRide::toCsv)),
          is("cb784cb4357e9f241522d768fc6528d24c974d565415f35121802f0a9a98c7aa"));
    }

    @Test
    void the_first_10_000_fares_of_seed_1_are_these() {
      assertThat(
          sha256(first(10_000, fares(1)).stream().map(TaxiFare::toCsv)),
          is("b9d922a17c76e9c6a76f911291840a59b6d1461ece0f937aa9d925ad2e562ae9"));
    }

    @Test
    void the_same_seed_gives_the_same_rides() {
      assertThat(first(10_000, rides(7)), is(first(10_000, rides(7))));
    }

    @Test
    void two_seeds_give_different_rides() {
      assertThat(first(10, rides(1)), is(not(first(10, rides(2)))));
    }

    @Test
    void two_seeds_give_different_fares() {
      assertThat(first(10, fares(1)), is(not(first(10, fares(2)))));
    }

    private String sha256(Stream<String> lines) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Nested
  class InOrder {

    private final List<TaxiRide> events = first(100_000, rides(1));

    @Test
    void the_first_ride_starts_at_midnight() {
      assertThat(events.get(0).startTime(), is(MIDNIGHT));
    }

    @Test
    void events_are_in_order_of_event_time_and_then_of_ride_id() {
      List<TaxiRide> sorted =
          events.stream()
              .sorted(
                  Comparator.comparingLong(TaxiRide::eventTime)
                      .thenComparingLong(TaxiRide::rideId)
                      .thenComparing(ride -> !ride.isStart()))
              .toList();

      assertThat(events.equals(sorted), is(true));
    }

    @Test
    void ride_ids_count_the_starts_from_1() {
      List<Long> ids = events.stream().filter(TaxiRide::isStart).map(TaxiRide::rideId).toList();

      assertThat(ids.equals(LongStream.rangeClosed(1, ids.size()).boxed().toList()), is(true));
    }

    @Test
    void an_end_repeats_what_its_start_said() {
      List<TaxiRide> ends = events.stream().filter(ride -> !ride.isStart()).toList();
      List<TaxiRide> starts = events.stream().filter(TaxiRide::isStart).toList();
      List<TaxiRide> startsOfEnds =
          ends.stream().map(end -> starts.get((int) end.rideId() - 1)).toList();

      assertThat(ends.stream().map(this::asStart).toList().equals(startsOfEnds), is(true));
    }

    @Test
    void a_start_does_not_know_its_end() {
      assertThat(
          events.stream().filter(TaxiRide::isStart).allMatch(ride -> ride.endTime() == 0),
          is(true));
    }

    @Test
    void the_csv_form_loses_nothing() {
      assertThat(
          events.stream().allMatch(ride -> TaxiRide.fromCsv(ride.toCsv()).equals(ride)), is(true));
    }

    @Test
    void the_csv_form_of_fares_loses_nothing() {
      assertThat(
          first(10_000, fares(1)).stream()
              .allMatch(fare -> TaxiFare.fromCsv(fare.toCsv()).equals(fare)),
          is(true));
    }

    @Test
    void there_is_one_fare_for_each_start_in_the_same_order() {
      List<TaxiRide> starts = events.stream().filter(TaxiRide::isStart).limit(10_000).toList();

      assertThat(
          first(10_000, fares(1)).stream().map(this::keys).toList(),
          is(starts.stream().map(this::keys).toList()));
    }

    private List<Long> keys(TaxiFare fare) {
      return List.of(fare.rideId(), fare.taxiId(), fare.driverId(), fare.startTime());
    }

    private List<Long> keys(TaxiRide ride) {
      return List.of(ride.rideId(), ride.taxiId(), ride.driverId(), ride.startTime());
    }

    private TaxiRide asStart(TaxiRide end) {
      return new TaxiRide(
          end.rideId(),
          true,
          end.startTime(),
          0,
          end.startLon(),
          end.startLat(),
          end.endLon(),
          end.endLat(),
          end.passengerCnt(),
          end.taxiId(),
          end.driverId());
    }
  }

  @Nested
  class Jump {

    @Test
    void from_any_event_on_the_same_events_follow() {
      List<TaxiRide> all = first(60_000, rides(1));
      for (int number : new int[] {1, 525, 9_999, 30_000, 50_000}) {
        GeneratedRides jumped = new GeneratedRides(new TripGenerator(1));
        jumped.seek(number, all.get(number).eventTime());

        assertThat(first(10_000, jumped).equals(all.subList(number, number + 10_000)), is(true));
      }
    }

    @Test
    void an_event_three_weeks_on_has_the_number_that_counting_all_events_gives() {
      GeneratedRides jumped = new GeneratedRides(new TripGenerator(1));
      jumped.seek(0, MIDNIGHT + THREE_WEEKS);
      long startedBefore = 21 * 1440 * TripGenerator.STARTS_PER_MINUTE;
      TripGenerator trips = new TripGenerator(1);
      long endedBefore =
          LongStream.rangeClosed(1, startedBefore)
              .filter(
                  id ->
                      id <= startedBefore - 240 * TripGenerator.STARTS_PER_MINUTE
                          || trips.trip(id).endTime() < MIDNIGHT + THREE_WEEKS)
              .count();

      assertThat(jumped.number() + 1, is(startedBefore + endedBefore));
    }

    @Test
    void three_weeks_on_the_same_events_follow_as_without_the_jump() {
      GeneratedRides early = new GeneratedRides(new TripGenerator(1));
      early.seek(0, MIDNIGHT + THREE_WEEKS - Duration.ofHours(5).toMillis());
      GeneratedRides jumped = new GeneratedRides(new TripGenerator(1));
      jumped.seek(0, MIDNIGHT + THREE_WEEKS);
      while (early.number() < jumped.number()) {
        early.next();
      }

      assertThat(first(10_000, jumped), is(first(10_000, early)));
    }

    @Test
    void fares_can_be_had_from_any_ride_on() {
      GeneratedFares jumped = fares(1);
      jumped.seek(5_001, 0);

      assertThat(first(5_000, jumped), is(first(10_000, fares(1)).subList(5_000, 10_000)));
    }

    @Test
    void no_ride_lasts_longer_than_a_jump_looks_back() {
      TripGenerator trips = new TripGenerator(1);
      List<Long> minutes = new ArrayList<>();
      for (long id = 1; id <= 200_000; id++) {
        Trip trip = trips.trip(id);
        minutes.add((trip.endTime() - trip.startTime()) / 60_000);
      }

      assertThat(minutes, everyItem(lessThanOrEqualTo(240L)));
    }
  }

  private static GeneratedRides rides(long seed) {
    GeneratedRides rides = new GeneratedRides(new TripGenerator(seed));
    rides.seek(0, Long.MIN_VALUE);
    return rides;
  }

  private static GeneratedFares fares(long seed) {
    GeneratedFares fares = new GeneratedFares(new TripGenerator(seed), new FareCalculator(seed));
    fares.seek(0, Long.MIN_VALUE);
    return fares;
  }

  private static List<TaxiRide> first(int count, GeneratedRides rides) {
    return Stream.generate(rides::next).limit(count).toList();
  }

  private static List<TaxiFare> first(int count, GeneratedFares fares) {
    return Stream.generate(fares::next).limit(count).toList();
  }
}
