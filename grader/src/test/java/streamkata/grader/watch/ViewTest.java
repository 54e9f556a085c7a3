package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

class ViewTest {

  private static final int TERMINAL = 80;

  @ParameterizedTest
  @MethodSource("labs")
  void the_first_line_of_a_lab_fits_a_terminal_of_80_columns(Lab lab) {
    Selection selection =
        Selection.from(
            Course.ALL.labs(), name -> Optional.ofNullable(Map.of("kata.home", "..").get(name)));
    Standing underWay = new Standing(selection, lab, lab.points());

    Page page =
        new View(selection)
            .of(underWay, false, Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(page.lines().get(0).text().length(), lessThan(TERMINAL));
  }

  static List<Lab> labs() {
    return Course.ALL.labs().graded();
  }
}
