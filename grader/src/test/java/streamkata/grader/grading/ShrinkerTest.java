package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  @Test
  void what_the_fault_does_not_need_is_left_out() {
    List<Integer> shrunk =
        Shrinker.shrink(HUNDRED, part -> part.contains(17) && part.contains(80), 40);

    assertThat(shrunk, contains(17, 80));
  }

  @Test
  void without_tries_an_input_stays_as_it_is() {
    assertThat(Shrinker.shrink(HUNDRED, part -> true, 0), is(HUNDRED));
  }

  @Test
  void an_input_of_which_all_is_needed_stays_as_it_is() {
    assertThat(Shrinker.shrink(HUNDRED, part -> part.size() == 100, 40), is(HUNDRED));
  }
}
