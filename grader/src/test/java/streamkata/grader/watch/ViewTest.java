package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.CheckResult;
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

  @Test
  void while_checks_go_on_what_has_failed_is_no_point() {
    Lab lab = Course.ALL.labs().byId("ride-cleansing");
    Selection selection =
        Selection.from(
            Course.ALL.labs(), name -> Optional.ofNullable(Map.of("kata.home", "..").get(name)));
    Standing standing = new Standing(selection, lab, lab.points());
    standing.add(CheckResult.failed(lab.checks().get(0), "It is wrong."));

    assertThat(standing.points(), is(lab.points() - lab.checks().get(0).points()));
  }

  @Test
  void the_report_is_named_for_labs_and_not_for_steps_which_it_does_not_have() {
    assertThat(failed(Course.PATH.labs().byId("ride-cleansing")), containsString("kata report"));
    assertThat(
        failed(Course.PATH.labs().byId("survive")),
        allOf(containsString("ladder.md#behaviour"), not(containsString("kata report"))));
  }

  /** The page of a lab whose first check has failed. */
  private static String failed(Lab lab) {
    Selection selection =
        Selection.from(
            Course.PATH.labs(),
            name -> Optional.ofNullable(Map.of("kata.home", "..", "kata.lab", lab.id()).get(name)));
    Standing standing = new Standing(selection, lab, 0);
    standing.add(CheckResult.failed(lab.checks().get(0), "It is wrong."));
    standing.finish(List.of(), List.of());
    return new View(selection)
        .of(standing, false, Optional.empty(), Optional.empty(), Optional.empty())
        .text();
  }

  static List<Lab> labs() {
    return Course.ALL.labs().graded();
  }
}
