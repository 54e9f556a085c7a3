package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import streamkata.grader.watch.Page.Line;
import streamkata.grader.watch.Page.Tone;
import streamkata.grader.watch.Terminal.Size;

class ScreenTest {

  private static final String RED = "\033[1;31m";
  private static final String ESCAPE = "\033";
  private static final Page CHECKING = page("checking", false);
  private static final Page WRONG = page("wrong", true);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicInteger sizesAsked = new AtomicInteger();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void where_nothing_can_be_painted_over_only_what_lasts_is_printed_plainly() {
    Screen screen = screen(false, false);
    screen.accept(CHECKING);
    screen.accept(WRONG);

    assertThat(printed().strip(), is("wrong"));
  }

  @Test
  void on_a_terminal_what_is_under_way_is_shown_too() {
    screen(true, false).accept(CHECKING);

    assertThat(printed(), containsString("checking"));
  }

  @Test
  void a_fault_is_red() {
    screen(true, true).accept(WRONG);

    assertThat(printed(), containsString(RED + "wrong"));
  }

  @Test
  void without_colours_nothing_is_red() {
    screen(true, false).accept(WRONG);

    assertThat(printed(), not(containsString(RED)));
  }

  @Test
  void off_a_terminal_there_are_no_escape_codes() {
    screen(false, false).accept(WRONG);

    assertThat(printed(), not(containsString(ESCAPE)));
  }

  @Test
  void what_is_longer_than_the_screen_is_cut_behind_its_beginning_and_the_keys_stay() {
    Screen screen = screen(true, false);
    screen.accept(numbered(100));

    assertThat(lines(), hasSize(23));
    assertThat(lines().get(0), is("line 1"));
    assertThat(lines().get(21), is(" ... 79 lines more: [m]ore"));
    assertThat(lines().get(22), is("keys"));
  }

  @Test
  void the_rest_is_a_key_away_and_after_it_comes_the_beginning() {
    Screen screen = screen(true, false);
    screen.accept(numbered(30));
    screen.more();
    assertThat(lines().get(0), is("line 22"));

    screen.more();
    assertThat(lines().get(0), is("line 1"));
  }

  @Test
  void a_long_line_is_broken_between_words() {
    screen(true, false).accept(page("word ".repeat(30).strip(), true));

    assertThat(lines(), everyItem(matchesPattern("word( word)*")));
  }

  @Test
  void how_much_can_be_seen_is_asked_once_for_each_drawing() {
    Screen screen = screen(true, false);
    screen.accept(numbered(100));
    screen.more();
    screen.again();

    assertThat(sizesAsked.get(), is(3));
  }

  private Screen screen(boolean inPlace, boolean colours) {
    return new Screen(
        out,
        inPlace,
        colours,
        () -> {
          sizesAsked.incrementAndGet();
          return new Size(80, 24);
        });
  }

  private static Page numbered(int count) {
    return new Page(
        IntStream.rangeClosed(1, count).mapToObj(i -> new Line("line " + i, Tone.PLAIN)).toList(),
        List.of(new Line("keys", Tone.PLAIN)),
        true);
  }

  /** What was painted last. */
  private List<String> lines() {
    String all = printed();
    return all.substring(all.lastIndexOf("\033[H") + 3)
        .replaceAll("\033\\[[KJ]", "")
        .lines()
        .toList();
  }

  private static Page page(String text, boolean lasting) {
    return new Page(List.of(new Line(text, Tone.BAD)), List.of(), lasting);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
