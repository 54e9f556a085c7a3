package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

  private final StringWriter out = new StringWriter();
  private long nanos;
  private final RunSummary summary = new RunSummary(new PrintWriter(out), false, () -> nanos);

  @Test
  void of_a_flood_the_first_lines_are_shown_then_one_a_second_and_at_the_end_how_many_there_were() {
    for (int i = 1; i <= 5000; i++) {
      summary.add("result " + i);
    }
    nanos = 1_000_000_000L;
    summary.tell();
    summary.tell();
    summary.end();
    summary.end();

    assertThat(out.toString().lines().count(), is(13L));
    assertThat(out.toString(), containsString("   1 s  5,000 results; the last: result 5000"));
    assertThat(out.toString(), containsString("5,000 results in 1 s."));
  }

  @Test
  void where_all_is_shown_the_end_is_told_too() {
    RunSummary all = new RunSummary(new PrintWriter(out), true, () -> nanos);
    for (int i = 1; i <= 50; i++) {
      all.add("result " + i);
    }
    all.tell();
    all.end();

    assertThat(out.toString().lines().count(), is(52L));
    assertThat(out.toString(), containsString("50 results in 0 s."));
  }

  @Test
  void it_says_how_long_an_hour_takes() {
    assertThat(RunSummary.expectation("600"), containsString("An hour of the city passes in 6 s."));
  }
}
