package streamkata.grader.labs.hourlytips;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static streamkata.grader.labs.Trip.at;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

class HourlyTipsOracleTest {

  @Test
  void no_fares_give_nothing() {
    assertThat(HourlyTipsOracle.tips(List.of()), empty());
  }

  @Test
  void the_tips_of_each_driver_are_added_up_and_the_largest_total_wins() {
    assertThat(
        HourlyTipsOracle.tips(
            List.of(
                fare(501, "13:10:00", 2.05),
                fare(502, "13:20:00", 4.00),
                fare(501, "13:30:00", 2.05))),
        contains(tip("14:00:00", 501, 4.10)));
  }

  @Test
  void an_hour_includes_its_start_and_excludes_its_end() {
    assertThat(
        HourlyTipsOracle.tips(
            List.of(
                fare(502, "14:00:00", 3),
                fare(501, "13:59:59.999", 1),
                fare(501, "13:00:00", 1),
                fare(503, "12:59:59.999", 9))),
        contains(tip("13:00:00", 503, 9), tip("14:00:00", 501, 2), tip("15:00:00", 502, 3)));
  }

  @Test
  void equal_totals_go_to_the_smaller_driver_id_whatever_their_last_digits() {
    assertThat(
        HourlyTipsOracle.tips(
            List.of(
                fare(502, "13:10:00", 0.1),
                fare(501, "13:20:00", 0.3),
                fare(502, "13:30:00", 0.2))),
        contains(tip("14:00:00", 501, 0.3)));
  }

  @Test
  void an_hour_in_which_nobody_tipped_goes_to_the_smaller_driver_id() {
    assertThat(
        HourlyTipsOracle.tips(List.of(fare(502, "13:10:00", 0), fare(501, "13:20:00", 0))),
        contains(tip("14:00:00", 501, 0)));
  }

  private static TaxiFare fare(long driverId, String time, double tip) {
    return new TaxiFare(1, 2, driverId, at(time), "CRD", tip, 0, tip + 10);
  }

  private static HourlyTip tip(String hourEnd, long driverId, double total) {
    return new HourlyTip(at(hourEnd), driverId, total);
  }
}
