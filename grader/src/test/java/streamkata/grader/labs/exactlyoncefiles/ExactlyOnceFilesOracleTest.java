package streamkata.grader.labs.exactlyoncefiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.exactlyoncefiles.Rides.starts;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Script;

class ExactlyOnceFilesOracleTest {

  private static final List<TaxiRide> ONE = starts(1);
  private static final List<TaxiRide> TWO = starts(2);
  private static final List<TaxiRide> BOTH = starts(1, 2);

  @Test
  void the_folder_is_the_hour_of_the_event_time() {
    Trip trip =
        trip(17, Awkward.FIRST_CELL, Awkward.LAST_CELL)
            .startingAt(at("13:59:59.999"))
            .lasting(Duration.ofMillis(1));

    assertThat(ExactlyOnceFilesOracle.folder(trip.start()), is("2013-01-01-13"));
    assertThat(ExactlyOnceFilesOracle.folder(trip.end()), is("2013-01-01-14"));
  }

  @Test
  void an_end_can_be_in_the_hour_before_its_start() {
    TaxiRide end =
        trip(17, Awkward.FIRST_CELL, Awkward.LAST_CELL)
            .startingAt(at("00:00:00"))
            .lasting(Duration.ofMillis(-1))
            .end();

    assertThat(ExactlyOnceFilesOracle.folder(end), is("2012-12-31-23"));
  }

  @Test
  void a_line_is_visible_from_the_next_checkpoint_on() {
    Script script =
        script().emit(ONE).lookOutside("before").checkpoint().emit(TWO).lookOutside("after");

    assertThat(visible(script, "before"), is(List.of()));
    assertThat(visible(script, "after"), is(ONE));
  }

  @Test
  void a_savepoint_and_the_end_of_the_input_count_like_a_checkpoint() {
    assertThat(visible(script().emit(ONE).rescale(2).lookOutside("x"), "x"), is(ONE));
    assertThat(visible(script().emit(ONE).close().lookOutside("x"), "x"), is(ONE));
  }

  @Test
  void a_failure_changes_nothing_since_the_events_arrive_again() {
    Script script =
        script().emit(ONE).inject(Fault.TASK_FAILURE).emit(TWO).checkpoint().lookOutside("x");

    assertThat(visible(script, "x"), is(BOTH));
  }

  @Test
  void a_checkpoint_of_which_nobody_was_told_counts_from_the_next_one_on() {
    Script script =
        script()
            .emit(ONE)
            .checkpointUntold()
            .lookOutside("before")
            .inject(Fault.TASK_FAILURE)
            .emit(TWO)
            .checkpoint()
            .lookOutside("after");

    assertThat(visible(script, "before"), is(List.of()));
    assertThat(visible(script, "after"), is(BOTH));
  }

  private static List<TaxiRide> visible(Script script, String look) {
    return ExactlyOnceFilesOracle.visible(script).get(look);
  }
}
