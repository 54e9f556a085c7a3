package streamkata.grader.labs.modelupgrade;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;

class ExplanationTest {

  private static final HourlyPrediction WANTED = new HourlyPrediction(17, 70, 3, 2);

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, the model has lost what was learned",
    "60, 3, 2, version 2 has no operator cap",
    "70, 3, 0, version 1 had counted 2 rides; a default is not this number",
    "70, 0, 5, only rides that version 1 counted have no hour",
    "70, 2, 2, rides that version 2 counted are missing",
    "70, 5, 2, 'other rides are counted in this hour, too'",
    "71, 3, 2, ''"
  })
  void a_wrong_prediction_is_told_with_the_first_reason_that_fits(
      int minutes, int inHour, int withoutHour, String why) {
    HourlyPrediction got = new HourlyPrediction(17, minutes, inHour, withoutHour);

    assertThat(Explanation.why(WANTED, got), is(why));
  }
}
