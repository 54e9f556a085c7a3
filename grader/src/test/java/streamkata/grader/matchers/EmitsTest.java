package streamkata.grader.matchers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.hamcrest.StringDescription;
import org.junit.jupiter.api.Test;

class EmitsTest {

  private record Answer(int ride, int minutes) {}

  @Test
  void the_order_of_results_does_not_matter() {
    assertThat(
        emits(new Answer(1, 5), new Answer(2, 6))
            .matches(List.of(new Answer(2, 6), new Answer(1, 5))),
        is(true));
  }

  @Test
  void a_wrong_result_stands_beside_the_right_one() {
    assertThat(
        mismatch(emits(new Answer(17, 12)), new Answer(17, -1)),
        is("ride 17: expected 12 minutes, got -1 minutes"));
  }

  @Test
  void a_missing_result_is_told() {
    assertThat(
        mismatch(emits(new Answer(17, 12))), is("ride 17: expected 12 minutes, got nothing"));
  }

  @Test
  void a_result_that_nobody_expects_is_told() {
    assertThat(
        mismatch(emits(), new Answer(17, 12)), is("ride 17: expected nothing, got 12 minutes"));
  }

  @Test
  void a_result_that_comes_twice_is_told() {
    assertThat(
        mismatch(emits(new Answer(17, 12)), new Answer(17, 12), new Answer(17, 12)),
        is("ride 17: expected 12 minutes, got 12 minutes and 12 minutes"));
  }

  @Test
  void the_explanation_follows_the_fact() {
    assertThat(
        mismatch(
            emits(new Answer(17, 12)).because((wanted, got) -> "the model was lost"),
            new Answer(17, -1)),
        is("ride 17: expected 12 minutes, got -1 minutes: the model was lost"));
  }

  private static Emits<Answer> emits(Answer... answers) {
    return Emits.emits(
        List.of(answers),
        answer -> "ride " + answer.ride(),
        answer -> answer.minutes() + " minutes");
  }

  private static String mismatch(Emits<Answer> matcher, Answer... actual) {
    StringDescription text = new StringDescription();
    matcher.describeMismatch(List.of(actual), text);
    return text.toString();
  }
}
