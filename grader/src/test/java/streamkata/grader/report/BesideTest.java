package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.grader.page.Block;
import streamkata.grader.page.Figure;
import streamkata.grader.page.LineChart;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Picture;

/** A picture of a learner's program, and the one of the reference. */
class BesideTest {

  @Test
  void pictures_that_differ_stand_side_by_side() {
    List<Block> blocks = Beside.of(List.of(figure(5)), List.of(figure(9)));
    Figure pair = (Figure) blocks.get(0);

    assertThat(blocks, hasSize(1));
    assertThat(
        pair.pictures().stream().map(Picture::title).toList(),
        contains("Your program", "The reference solution"));
  }

  @Test
  void pictures_that_are_the_same_are_shown_once() {
    List<Block> blocks = Beside.of(List.of(figure(5)), List.of(figure(5)));

    assertThat(blocks, hasSize(2));
    assertThat(blocks.get(1).html(), containsString("gives the same pictures and numbers"));
  }

  @Test
  void a_program_that_does_not_run_has_nothing_to_stand_beside() {
    List<Block> own = List.of(new Paragraph("No picture."));

    assertThat(Beside.of(own, List.of(figure(5))), is(own));
  }

  private static Block figure(int last) {
    double[] values = {1, 3, last};
    return Figure.wide(
        "A caption.",
        new Picture(
            "",
            "to " + last,
            canvas -> new LineChart(canvas, "x", "y").line("l", values, values).chart()));
  }
}
