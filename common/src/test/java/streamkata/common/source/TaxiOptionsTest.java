package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxiOptionsTest {

  @Test
  void without_arguments_options_are_the_defaults() {
    assertThat(from(""), is(TaxiOptions.defaults()));
  }

  @Test
  void by_default_everything_is_generated_ten_minutes_a_second_up_to_a_minute_late() {
    assertThat(
        TaxiOptions.defaults(),
        is(
            new TaxiOptions(
                Optional.empty(),
                Optional.empty(),
                600,
                Duration.ofMinutes(1),
                1,
                TaxiOptions.ALL_EVENTS,
                false)));
  }

  @Test
  void every_option_can_be_given() {
    assertThat(
        from(
            "--rides r.gz --fares f.csv --speed 1.5 --max-delay 90 --seed -7 --events 100"
                + " --skip-bad-records"),
        is(
            new TaxiOptions(
                Optional.of(Path.of("r.gz")),
                Optional.of(Path.of("f.csv")),
                1.5,
                Duration.ofSeconds(90),
                -7,
                100,
                true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--speed max", "--speed 0", "--speed 0.0"})
  void speed_max_is_speed_0(String args) {
    assertThat(from(args).speed(), is(0.0));
  }

  @ParameterizedTest
  @CsvSource({
    "--skip-bad-records, true",
    "--skip-bad-records true, true",
    "--skip-bad-records false, false",
    "--skip-bad-records --seed 3, true"
  })
  void a_switch_needs_no_value(String args, boolean isOn) {
    assertThat(from(args).skipBadRecords(), is(isOn));
  }

  @Test
  void arguments_of_the_program_itself_are_left_alone() {
    assertThat(from("--output there"), is(TaxiOptions.defaults()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --speed fast  | The argument --speed is fast; allowed is a number of 0 or more, or max.
          --speed -1    | The argument --speed is -1.0; allowed is a number of 0 or more, or max.
          --speed NaN   | The argument --speed is NaN; allowed is a number of 0 or more, or max.
          --speed       | The argument --speed has no value; allowed is a number of 0 or more, or max.
          --max-delay x | The argument --max-delay is x; allowed is whole seconds from 0 to 86400.
          --max-delay -1 | The argument --max-delay is -1; allowed is whole seconds from 0 to 86400.
          --max-delay 86401 | The argument --max-delay is 86401; allowed is whole seconds from 0 to 86400.
          --seed 1.5    | The argument --seed is 1.5; allowed is a whole number.
          --events -1   | The argument --events is -1; allowed is a whole number of 0 or more.
          --events many | The argument --events is many; allowed is a whole number of 0 or more.
          --rides       | The argument --rides has no value; allowed is the name of a file.
          --fares       | The argument --fares has no value; allowed is the name of a file.
          --skip-bad-records yes | The argument --skip-bad-records is yes; allowed is no value, true or false.
          """)
  void a_value_that_is_not_allowed_is_refused(String args, String message) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> from(args));

    assertThat(e.getMessage(), is(message));
  }

  private static TaxiOptions from(String args) {
    return TaxiOptions.from(
        ParameterTool.fromArgs(args.isEmpty() ? new String[0] : args.split(" ")));
  }
}
