package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldTest {

  @Test
  void a_line_is_broken_between_words_and_goes_on_below_its_text() {
    assertThat(
        Fold.line("  expected  ride 17 is paired with its fare", 30),
        is(List.of("  expected  ride 17 is paired", "            with its fare")));
  }

  @Test
  void a_word_that_is_longer_than_a_line_is_broken() {
    assertThat(Fold.line("abcdefghij", 4), is(List.of("abcd", "efgh", "ij")));
  }

  @Test
  void a_short_line_stays_as_it_is() {
    assertThat(Fold.line("    return rides;", 20), is(List.of("    return rides;")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 20, 79})
  void no_line_is_longer_than_the_width(int width) {
    String text =
        "  look at   Static fields live in the memory_of_one_worker_which_dies, and die with it.";

    assertThat(
        Fold.line(text, width).stream().map(String::length).toList(),
        everyItem(is(lessThanOrEqualTo(width))));
  }
}
