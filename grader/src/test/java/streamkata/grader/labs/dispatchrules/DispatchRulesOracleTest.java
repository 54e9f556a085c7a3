package streamkata.grader.labs.dispatchrules;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static streamkata.common.model.DispatchRule.Length.ANY;
import static streamkata.common.model.DispatchRule.Length.LONGER;
import static streamkata.common.model.DispatchRule.Length.SHORTER;
import static streamkata.common.model.DispatchRule.withdrawn;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

class DispatchRulesOracleTest {

  private static final long MINUTE = 60_000;

  /** In the last cell of the first row, 249; to the first cell of the second, 250. */
  private final TaxiRide start =
      new TaxiRide(
          17, true, 10 * MINUTE, 0, -73.7001, 40.9999, -74.0499, 40.9986, 2, 2013000017L, 7);

  private final TaxiRide end =
      new TaxiRide(
          17,
          false,
          10 * MINUTE,
          40 * MINUTE,
          -73.7001,
          40.9999,
          -74.0499,
          40.9986,
          2,
          2013000017L,
          7);

  private final TaxiRide outside =
      new TaxiRide(18, true, 10 * MINUTE, 0, 0, 0, -74.0499, 40.9986, 2, 2013000017L, 7);

  @Test
  void a_start_is_where_it_starts_and_an_end_where_it_ends() {
    assertThat(
        DispatchRulesOracle.matches(List.of(area(1, 249), area(2, 250, 3), start)),
        contains(new RuleMatch(1, 17)));
    assertThat(
        DispatchRulesOracle.matches(List.of(area(1, 249), area(2, 250, 3), end)),
        contains(new RuleMatch(2, 17)));
    assertThat(
        DispatchRulesOracle.matches(List.of(area(1), area(2, 0), outside)),
        contains(new RuleMatch(1, 18)));
  }

  @Test
  void so_many_passengers_and_the_time_itself_are_enough() {
    assertThat(
        DispatchRulesOracle.matches(
            List.of(
                version(1, 2, ANY, 0, 10 * MINUTE),
                version(2, 3, ANY, 0, 10 * MINUTE),
                version(3, 2, ANY, 0, 10 * MINUTE + 1),
                start)),
        contains(new RuleMatch(1, 17)));
  }

  @Test
  void a_ride_of_thirty_minutes_is_longer_than_29_and_shorter_than_31() {
    assertThat(
        DispatchRulesOracle.matches(
            List.of(
                version(1, 0, LONGER, 30, 0),
                version(2, 0, LONGER, 29, 0),
                version(3, 0, SHORTER, 30, 0),
                version(4, 0, SHORTER, 31, 0),
                end,
                start)),
        contains(new RuleMatch(2, 17), new RuleMatch(4, 17)));
  }

  @Test
  void the_last_version_counts_and_none_matches_what_came_before_it() {
    assertThat(
        DispatchRulesOracle.matches(
            List.of(start, version(1, 3, ANY, 0, 0), start, area(1), end, area(1), start)),
        contains(new RuleMatch(1, 17), new RuleMatch(1, 17)));
    assertThat(
        DispatchRulesOracle.matches(List.of(area(1), withdrawn(1, 0), withdrawn(2, 0), start)),
        empty());
    assertThat(
        DispatchRulesOracle.matches(List.of(withdrawn(1, 0), area(1), start)),
        contains(new RuleMatch(1, 17)));
  }

  private static DispatchRule area(long rule, Integer... cells) {
    return new DispatchRule(rule, true, List.of(cells), 0, ANY, 0, 0);
  }

  private static DispatchRule version(
      long rule, int passengers, DispatchRule.Length length, int minutes, long since) {
    return new DispatchRule(rule, true, List.of(), passengers, length, minutes, since);
  }
}
