package streamkata.grader.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {

  private static final List<String> WORDS = List.of("list", "test", "watch", "hint", "reset");

  @ParameterizedTest
  @CsvSource({"tset, test", "hnit, hint", "HINTS, hint", "wacth, watch", "lst, list", "rest, test"})
  void few_mistakes_are_understood(String typed, String meant) {
    assertThat(Similar.to(typed, WORDS), is(Optional.of(meant)));
  }

  @Test
  void another_word_is_not() {
    assertThat(Similar.to("frobnicate", WORDS), is(Optional.empty()));
    assertThat(Similar.to("x", WORDS), is(Optional.empty()));
  }
}
