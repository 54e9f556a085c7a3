package streamkata.common.model;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.common.testing.RealRides;

class CsvTest {

  private static final String START =
      "6,START,2013-01-01 00:00:07,1970-01-01 00:00:00,"
          + "-73.866135,40.771091,-73.961334,40.764912,6,2013000006,2013100007";
  private static final String END =
      "6,END,2013-01-01 00:11:08,2013-01-01 00:00:07,"
          + "-73.866135,40.771091,0,NaN,6,2013000006,2013100007";
  private static final String FARE =
      "6,2013000006,2013100007,2013-01-01 00:00:07,CRD,2.35,4.8,18.15";

  @Nested
  class Lines {

    @Test
    void a_start_has_its_own_time_first() {
      assertThat(
          TaxiRide.fromCsv(START),
          is(
              new TaxiRide(
                  6,
                  true,
                  millis("2013-01-01T00:00:07Z"),
                  0,
                  -73.866135,
                  40.771091,
                  -73.961334,
                  40.764912,
                  6,
                  2013000006L,
                  2013100007L)));
    }

    @Test
    void an_end_has_its_own_time_first() {
      assertThat(
          TaxiRide.fromCsv(END),
          is(
              new TaxiRide(
                  6,
                  false,
                  millis("2013-01-01T00:00:07Z"),
                  millis("2013-01-01T00:11:08Z"),
                  -73.866135,
                  40.771091,
                  0,
                  Double.NaN,
                  6,
                  2013000006L,
                  2013100007L)));
    }

    @Test
    void a_fare_has_eight_fields() {
      assertThat(
          TaxiFare.fromCsv(FARE),
          is(
              new TaxiFare(
                  6,
                  2013000006L,
                  2013100007L,
                  millis("2013-01-01T00:00:07Z"),
                  "CRD",
                  2.35,
                  4.8,
                  18.15)));
    }

    @Test
    void what_is_written_is_what_was_read() {
      assertThat(TaxiRide.fromCsv(START).toCsv(), is(START));
      assertThat(TaxiRide.fromCsv(END).toCsv(), is(END));
      assertThat(TaxiFare.fromCsv(FARE).toCsv(), is(FARE));
    }

    @Test
    void blanks_around_a_field_do_not_matter() {
      assertThat(
          TaxiRide.fromCsv(" " + START.replace(",", " , ") + " "), is(TaxiRide.fromCsv(START)));
    }

    @Test
    void every_plain_line_of_the_recorded_file_is_written_as_it_was_read() throws IOException {
      List<String> changed =
          RealRides.lines().stream()
              .filter(line -> !line.contains("E-"))
              .filter(line -> !TaxiRide.fromCsv(line).toCsv().equals(line))
              .toList();

      assertThat(changed, is(empty()));
    }

    @Test
    void every_ride_of_the_recorded_file_survives_being_written() throws IOException {
      List<TaxiRide> changed =
          RealRides.lines().stream()
              .map(TaxiRide::fromCsv)
              .filter(ride -> !TaxiRide.fromCsv(ride.toCsv()).equals(ride))
              .toList();

      assertThat(changed, is(empty()));
    }

    private long millis(String time) {
      return Instant.parse(time).toEpochMilli();
    }
  }

  @Nested
  class Numbers {

    @Test
    void decimals_are_the_doubles_nearest_to_what_is_written() {
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < 100_000; i++) {
        String written =
            BigDecimal.valueOf(random.nextLong(-1L << 58, 1L << 58), random.nextInt(16))
                .toPlainString();
        written = written.substring(0, Math.min(written.length(), 3 + random.nextInt(17)));
        assertThat(written, decimal(written), is(Double.parseDouble(written)));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "5, 5",
      "+5, 5",
      "-0, -0.0",
      "5., 5",
      ".5, 0.5",
      "-.5, -0.5",
      "007, 7",
      "1e3, 1000",
      "-1.5E-3, -0.0015",
      "NaN, NaN",
      "-Infinity, -Infinity",
      "0.1234567890123456789, 0.12345678901234568"
    })
    void decimals_may_be_written_in_many_ways(String written, double value) {
      assertThat(decimal(written), is(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1.2.3", "1,2", "x", "12d", "1f", "--1", "1 2"})
    void what_is_not_a_number_is_refused(String written) {
      assertThrows(IllegalArgumentException.class, () -> decimal(written));
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "+7, 7",
      "-7, -7",
      "999999999999999999, 999999999999999999",
      "9223372036854775807, 9223372036854775807",
      "-9223372036854775808, -9223372036854775808"
    })
    void whole_numbers_are_read_up_to_the_largest(String written, long value) {
      assertThat(TaxiFare.fromCsv(FARE.replaceFirst("6", written)).rideId(), is(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.5", "x", "9223372036854775808", "1e3", "\u0661"})
    void what_is_not_a_whole_number_is_refused(String written) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> TaxiFare.fromCsv(FARE.replaceFirst("6", written)));

      assertThat(e.getMessage(), is("field 1 is '%s', expected a whole number".formatted(written)));
    }

    @Test
    void more_passengers_than_an_int_can_count_are_refused() {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> TaxiRide.fromCsv(START.replace(",6,", ",4294967297,")));

      assertThat(
          e.getMessage(),
          is("field 9 is '4294967297', expected a whole number of at most 2147483647"));
    }

    private double decimal(String written) {
      return TaxiFare.fromCsv(FARE.replace("2.35", written)).tip();
    }
  }

  @Nested
  class Times {

    @ParameterizedTest
    @CsvSource({
      "1970-01-01 00:00:00",
      "2012-02-29 23:59:59",
      "1969-12-31 23:59:59",
      "2100-12-31 12:30:01"
    })
    void times_are_utc(String written) {
      assertThat(time(written), is(Instant.parse(written.replace(' ', 'T') + "Z").toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "2013-02-30 00:00:00",
          "2013-02-29 00:00:00",
          "2013-13-01 00:00:00",
          "2013-00-01 00:00:00",
          "2013-01-00 00:00:00",
          "2013-01-01 24:00:00",
          "2013-01-01 00:60:00",
          "2013-01-01 00:00:60",
          "2013-01-01T00:00:00",
          "2013-1-1 00:00:00",
          "2013-01-01 00:00",
          "2013-01-01 00:00:00.5",
          "2013/01/01 00:00:00",
          "+013-01-01 00:00:00"
        })
    void what_is_no_time_is_refused(String written) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> time(written));

      assertThat(
          e.getMessage(),
          is("field 4 is '%s', expected a time like 2013-01-01 00:00:00".formatted(written)));
    }

    private long time(String written) {
      return TaxiFare.fromCsv(FARE.replace("2013-01-01 00:00:07", written)).startTime();
    }
  }

  @Nested
  class Malformed {

    @Test
    void a_field_too_few_is_refused() {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> TaxiRide.fromCsv(START.substring(0, START.lastIndexOf(','))));

      assertThat(e.getMessage(), is("expected 11 fields, found 10"));
    }

    @Test
    void a_field_too_many_is_refused() {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> TaxiRide.fromCsv(START + ","));

      assertThat(e.getMessage(), is("expected 11 fields, found 12"));
    }

    @Test
    void an_event_is_either_a_start_or_an_end() {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> TaxiRide.fromCsv(START.replace("START", "start")));

      assertThat(e.getMessage(), is("field 2 is 'start', expected START or END"));
    }
  }
}
