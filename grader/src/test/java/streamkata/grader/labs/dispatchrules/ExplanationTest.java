package streamkata.grader.labs.dispatchrules;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static streamkata.grader.labs.dispatchrules.Rules.all;
import static streamkata.grader.labs.dispatchrules.Rules.longer;
import static streamkata.grader.labs.dispatchrules.Rules.passengers;
import static streamkata.grader.labs.dispatchrules.Rules.since;
import static streamkata.grader.labs.dispatchrules.Rules.withdrawn;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.Event;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip;

class ExplanationTest {

  private static final Trip TRIP =
      Trip.trip(17, new Trip.Place(-73.9631, 40.7795), new Trip.Place(0, 0)).inCab(1);
  private static final TaxiRide START = TRIP.start();
  private static final TaxiRide END = TRIP.end();
  private static final RuleMatch MATCH = new RuleMatch(1, 17);

  @Test
  void what_came_and_was_not_expected_has_an_obstacle_at_each_event() {
    assertThat(
        extra(longer(1, 10), START, END),
        is(
            "its START does not match: a START has no duration;"
                + " its END does not match: it took 10 minutes"));
    assertThat(
        extra(all(1), withdrawn(1), START), is("its START does not match: the rule is withdrawn"));
    assertThat(extra(START, all(1)), is("its START does not match: there is no such rule yet"));
    assertThat(
        extra(since(1, Trip.at("13:07:23.001")), START),
        is("its START does not match: 13:07:23 is before 13:07:23.001"));
  }

  @Test
  void what_is_missing_met_all_conditions() {
    assertThat(
        new Explanation(List.of(passengers(1, 1), END)).why(List.of(MATCH), List.of()),
        startsWith("its END (at 13:17:23, "));
    assertThat(
        new Explanation(List.of(all(1), START, END)).why(List.of(MATCH, MATCH), List.of()),
        startsWith("its START (at 13:07:23, "));
  }

  @Test
  void what_is_right_and_comes_again_came_more_than_once() {
    assertThat(
        new Explanation(List.of(all(1), START)).why(List.of(MATCH), List.of(MATCH, MATCH)),
        is("it came more than once"));
  }

  @Test
  void one_match_too_many_may_be_of_the_other_event_of_the_ride() {
    assertThat(
        new Explanation(List.of(longer(1, 5), START, END))
            .why(List.of(MATCH), List.of(MATCH, MATCH)),
        is("it came more than once, or its START does not match: a START has no duration"));
  }

  private static String extra(Event... events) {
    return new Explanation(List.of(events)).why(List.of(), List.of(MATCH));
  }
}
