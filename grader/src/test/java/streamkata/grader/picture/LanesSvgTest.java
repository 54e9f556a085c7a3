package streamkata.grader.picture;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import streamkata.grader.picture.Lanes.Column;
import streamkata.grader.picture.Lanes.Kind;
import streamkata.grader.picture.Lanes.Row;

class LanesSvgTest {

  private static final Pattern TEXT =
      Pattern.compile("<text x=\"([\\d.]+)\"[^>]*font-size=\"(\\d+)\"[^>]*>([^<]*)<");

  @Test
  void a_text_has_room_in_its_box_and_a_name_before_the_first_column() {
    String svg = LanesSvg.of(lanes(12, Box.of(Box.Shape.FARE, "withdrawn")));

    Matcher text = TEXT.matcher(svg);
    int found = 0;
    while (text.find()) {
      double wide = text.group(3).length() * Integer.parseInt(text.group(2)) * 0.6;
      if (text.group(3).equals("withdrawn")) {
        found++;
        assertThat(wide, is(lessThan(58.0)));
      } else if (text.group(3).equals("hidden files")) {
        found++;
        assertThat(Double.parseDouble(text.group(1)) + wide, is(lessThan(87.0)));
      }
    }
    assertThat(found, is(13));
  }

  @Test
  void a_text_that_is_struck_through_is_painted_after_its_line() {
    String svg = LanesSvg.of(lanes(1, Box.of(Box.Shape.RESULT, "pair 17").marked(Box.Mark.UNDONE)));

    assertThat(svg.indexOf("stroke-width=\"2\""), is(lessThan(svg.indexOf(">pair 17<"))));
  }

  @Test
  void a_column_without_a_name_is_told_without_one() {
    String told =
        new Lanes(
                "",
                List.of(new Column(Kind.CHECKPOINT, "", List.of(), "A checkpoint is complete.")),
                List.of())
            .description();

    assertThat(told, is("A checkpoint is complete."));
    assertThat(told, not(containsString("Column")));
  }

  private static Lanes lanes(int columns, Box box) {
    return new Lanes(
        "lanes",
        Collections.nCopies(columns, new Column(Kind.EVENT, "1", List.of(), "It arrives.")),
        List.of(new Row("hidden files", Collections.nCopies(columns, List.of(box)))));
  }
}
