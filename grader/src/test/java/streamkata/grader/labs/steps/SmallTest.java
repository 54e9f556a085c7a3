package streamkata.grader.labs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static streamkata.grader.labs.steps.Small.predicts;

import java.util.List;
import org.hamcrest.StringDescription;
import org.junit.jupiter.api.Test;
import streamkata.common.lab.Steps.Prediction;

/** What a learner reads in a step. */
class SmallTest {

  @Test
  void events_are_told_by_driver_and_taxi() {
    assertThat(
        Small.told(Small.start(1, 70, 7, "13:00:00")),
        is("START of ride 1 at 13:00:00, driver 7, taxi 70"));
    assertThat(
        Small.told(Small.end(1, 70, 7, "13:00:00", 12)),
        is("END   of ride 1 at 13:12:00, driver 7, taxi 70, 12 minutes"));
    assertThat(
        Small.told(Small.cash(2, "13:10:00")),
        is("fare of ride 2 at 13:10:00, driver 7, taxi 70, CSH, tolls 0.00"));
  }

  @Test
  void of_wrong_predictions_only_the_first_is_told() {
    assertThat(
        mismatch(new Prediction(1, 1, 1), new Prediction(2, 2, 1), new Prediction(3, 9, 2)),
        is("result 2: you predicted 2, the program emits 1"));
  }

  @Test
  void a_program_that_was_changed_is_no_prediction() {
    assertThat(
        mismatch(new Prediction(1, 2, 2)), is("result 1: the program has changed, it emits 2"));
    assertThat(
        mismatch(new Prediction(1, 1, 1)),
        is("result 2: the program has changed, it does not emit this result"));
  }

  private static String mismatch(Prediction... made) {
    StringDescription mismatch = new StringDescription();
    assertThat(predicts(1, 1, 2).matches(List.of(made)), is(false));
    predicts(1, 1, 2).describeMismatch(List.of(made), mismatch);
    return mismatch.toString();
  }
}
