package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.labs.Course;

/** Hints are read from HINTS.md, and fit on a terminal. */
class HintTest {

  private static final Labs LABS = Course.ALL.labs();

  private static final Lab LAB = LABS.all().get(0);

  @TempDir private Path home;

  static List<Lab> labs() {
    return LABS.all();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void each_lab_has_three_hints(Lab lab) {
    assertThat(
        Hint.of(new Kit(Path.of("..")), lab).stream().map(Hint::level).toList(),
        is(List.of(1, 2, 3)));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void hints_are_not_wider_than_a_terminal(Lab lab) {
    assertThat(
        Hint.of(new Kit(Path.of("..")), lab).stream()
            .flatMap(hint -> hint.text().lines())
            .map(String::length)
            .toList(),
        everyItem(lessThan(80)));
  }

  @Test
  void a_hint_has_a_title_paragraphs_and_lists() throws IOException {
    write(
        """
        # Hints

        ## 1. Which concept

        Some words,
        and some more.

        - one
        - two,
          and its rest
        """);

    assertThat(
        Hint.of(new Kit(home), LAB),
        is(
            List.of(
                new Hint(
                    1,
                    "Which concept",
                    lines("Some words, and some more.", "", "- one", "- two, and its rest")))));
  }

  @Test
  void long_items_are_indented() throws IOException {
    write("## 1. Long\n\n- " + "word ".repeat(20));

    assertThat(
        Hint.of(new Kit(home), LAB).get(0).text(),
        is(lines("- " + "word ".repeat(15).strip(), "  " + "word ".repeat(5).strip())));
  }

  @Test
  void missing_hints_are_a_sentence() {
    assertThat(
        assertThrows(Refusal.class, () -> Hint.of(new Kit(home), LAB)).getMessage(),
        containsString("The hints of " + LAB.id() + " cannot be read"));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines);
  }

  private void write(String text) throws IOException {
    Path file = new Kit(home).hints(LAB);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
