package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What a learner reads of a script. */
class ScriptTextTest {

  private static final Script CALM = Script.script().watermark(0).watermark(1);
  private static final String FIRST = "watermark 1970-01-01 00:00:00";
  private static final String SECOND = "watermark 1970-01-01 00:00:00.001";
  private static final String PLAIN = "(parallelism 1, hashmap state backend)";

  @Test
  void each_step_has_a_line() {
    Script script =
        Script.script().watermark(0).checkpoint().watermark(1).inject(Fault.TASK_FAILURE);

    assertThat(
        lines(script),
        is(List.of(FIRST, "checkpoint", SECOND, Fault.TASK_FAILURE.toString(), PLAIN)));
  }

  @Test
  void a_script_tells_its_events_in_its_own_words_also_without_its_trouble() {
    TaxiRide ride = new TaxiRide(1, true, 0, 0, 0, 0, 0, 0, 1, 70, 7);
    Script script = Script.script().telling(event -> "ride of driver 7").emit(ride).checkpoint();

    assertThat(lines(script), is(List.of("ride of driver 7", "checkpoint", PLAIN)));
    assertThat(lines(script.calm(false)), is(List.of("ride of driver 7", PLAIN)));
    assertThat(lines(script.failingAtEveryStep().telling(event -> "ride")).get(1), is("ride"));
  }

  @Test
  void that_everything_fails_at_each_step_is_said_once() {
    assertThat(
        lines(CALM.failingAtEveryStep()),
        is(
            List.of(
                "(a checkpoint before each of these; at each, the operator behind the program fails"
                    + " at its first result, and then a task fails)",
                FIRST,
                SECOND,
                PLAIN)));
  }

  @Test
  void that_the_next_operator_fails_at_each_step_is_said_once() {
    assertThat(
        lines(CALM.failingAtEveryResult()),
        is(
            List.of(
                "(a checkpoint before each of these; at each, the operator behind the program fails"
                    + " at its first result)",
                FIRST,
                SECOND,
                PLAIN)));
  }

  private static List<String> lines(Script script) {
    return ScriptText.of(Scenario.of(script)).lines().toList();
  }
}
