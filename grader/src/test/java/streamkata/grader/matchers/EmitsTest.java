package streamkata.grader.matchers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.hamcrest.StringDescription;
import org.junit.jupiter.api.Test;

class EmitsTest {

  private record Answer(int ride, int minutes) {}

  private record Both(Answer answer, String note) {}

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

  @Test
  void of_records_with_many_components_only_those_that_differ_are_told() {
    assertThat(
        mismatch(emits(new Answer(17, 12)).toTheLastComponent(), new Answer(17, 13)),
        is("ride 17: minutes: expected 12, got 13"));
    assertThat(
        mismatch(
            emits(new Answer(17, 12)).toTheLastComponent(), new Answer(17, 12), new Answer(17, 13)),
        is("ride 17: expected 12 minutes, got 12 minutes and 13 minutes"));
  }

  @Test
  void components_of_components_are_told_by_their_path() {
    Both expected = new Both(new Answer(17, 12), "none");
    StringDescription text = new StringDescription();
    Emits.emits(List.of(expected), both -> "ride 17", Both::note)
        .toTheLastComponent()
        .describeMismatch(List.of(new Both(new Answer(17, 13), "none")), text);

    assertThat(text.toString(), is("ride 17: answer.minutes: expected 12, got 13"));
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
