package streamkata.grader.mutants;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the list of equivalent mutants may have on its lines. */
class EquivalentsTest {

  @Test
  void keys_stand_below_their_reason() {
    assertThat(
        Equivalents.of(List.of("They count only.", "  a b: c #1", "  a b: c #2", "", "So.", "  d"))
            .keys(),
        is(Set.of("a b: c #1", "a b: c #2", "d")));
  }

  @Test
  void a_key_without_a_reason_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Equivalents.of(List.of("  a b: c #1")));
  }

  @Test
  void a_reason_without_a_key_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Equivalents.of(List.of("No more.", "")));
  }
}
