package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.grader.watch.Page.Line;
import streamkata.grader.watch.Page.Tone;

class ScreenTest {

  private static final String RED = "\033[1;31m";
  private static final String ESCAPE = "\033";
  private static final Page CHECKING = page("checking", false);
  private static final Page WRONG = page("wrong", true);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void where_nothing_can_be_painted_over_only_what_lasts_is_printed_plainly() {
    Screen screen = new Screen(out, false, false);
    screen.accept(CHECKING);
    screen.accept(WRONG);

    assertThat(printed().strip(), is("wrong"));
  }

  @Test
  void on_a_terminal_what_is_under_way_is_shown_too() {
    new Screen(out, true, false).accept(CHECKING);

    assertThat(printed(), containsString("checking"));
  }

  @Test
  void a_fault_is_red() {
    new Screen(out, true, true).accept(WRONG);

    assertThat(printed(), containsString(RED + "wrong"));
  }

  @Test
  void without_colours_nothing_is_red() {
    new Screen(out, true, false).accept(WRONG);

    assertThat(printed(), not(containsString(RED)));
  }

  @Test
  void off_a_terminal_there_are_no_escape_codes() {
    new Screen(out, false, false).accept(WRONG);

    assertThat(printed(), not(containsString(ESCAPE)));
  }

  private static Page page(String text, boolean lasting) {
    return new Page(List.of(new Line(text, Tone.BAD)), lasting);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
