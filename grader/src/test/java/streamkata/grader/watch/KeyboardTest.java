package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyboardTest {

  private static final String END = "end";

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void on_a_terminal_each_key_counts() throws InterruptedException {
    type("ah", true);

    assertThat(next(), is("a"));
    assertThat(next(), is("h"));
    assertThat(next(), is(END));
  }

  @Test
  void on_a_terminal_an_arrow_key_is_none_of_its_letters() throws InterruptedException {
    type("\033[A", true);

    assertThat(next(), is(END));
  }

  @Test
  void elsewhere_the_first_letter_of_a_line_counts() throws InterruptedException {
    type("a\n\n  hint please\r\nq", false);

    assertThat(next(), is("a"));
    assertThat(next(), is("h"));
    assertThat(next(), is("q"));
    assertThat(next(), is(END));
  }

  private void type(String text, boolean singleKeys) {
    Keyboard.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        singleKeys,
        key -> heard.add(key.toString()),
        () -> heard.add(END));
  }

  private String next() throws InterruptedException {
    return heard.poll(1, TimeUnit.MINUTES);
  }
}
