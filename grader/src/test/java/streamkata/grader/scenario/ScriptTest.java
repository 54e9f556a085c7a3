package streamkata.grader.scenario;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a script fails, and where it does not. */
class ScriptTest {

  private static final Script CALM = Script.script().watermark(0).watermark(1).look("between");
  private static final String FIRST = "watermark 1970-01-01 00:00:00";
  private static final String SECOND = "watermark 1970-01-01 00:00:00.001";
  private static final String GATE = new Step.Gate().toString();

  @Test
  void the_next_operator_fails_at_the_first_result_of_each_step() {
    assertThat(
        steps(CALM.failingAtEveryResult()),
        contains(
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            FIRST,
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            SECOND));
  }

  @Test
  void a_task_fails_after_each_step_whether_the_next_operator_has_failed_or_not() {
    assertThat(
        steps(CALM.failingAtEveryStep()),
        contains(
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            FIRST,
            Fault.TASK_FAILURE.toString(),
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            SECOND,
            Fault.TASK_FAILURE.toString(),
            Fault.TASK_FAILURE.toString()));
  }

  @Test
  void a_fault_at_the_end_comes_after_the_last_step() {
    assertThat(
        steps(CALM.failingAt(Fault.WORKER_LOSS, 1)),
        contains(FIRST, "checkpoint", SECOND, Fault.WORKER_LOSS.toString(), GATE));
  }

  @Test
  void a_fault_at_the_beginning_comes_after_the_first_step() {
    assertThat(
        steps(CALM.failingAt(Fault.WORKER_LOSS, 0)),
        contains("checkpoint", FIRST, Fault.WORKER_LOSS.toString(), SECOND, GATE));
  }

  @Test
  void a_calm_script_that_looks_at_files_keeps_what_makes_them_visible() {
    Script script =
        Script.script()
            .watermark(0)
            .checkpointUntold()
            .inject(Fault.TASK_FAILURE, 4)
            .rescale(2)
            .checkpoint("named")
            .lookOutside("files");

    assertThat(
        steps(script.calm(false)),
        contains(FIRST, "checkpoint", "checkpoint", "checkpoint", "(look at the files: files)"));
  }

  @Test
  void a_calm_script_has_no_checkpoint_that_fails() {
    Script script =
        Script.script()
            .watermark(0)
            .checkpointAborted()
            .closeAborted()
            .close()
            .lookOutside("files");

    assertThat(
        steps(script.calm(false)), contains(FIRST, "the input ends", "(look at the files: files)"));
  }

  @Test
  void gates_stay_whatever_fails() {
    Script gated = Script.script().watermark(0).gate().watermark(1);
    String gate = new Step.Gate().toString();

    assertThat(gated.calm(true), is(sameInstance(gated)));
    assertThat(
        steps(gated.failingAt(Fault.WORKER_LOSS, 1)),
        contains(FIRST, gate, "checkpoint", SECOND, Fault.WORKER_LOSS.toString()));
    assertThat(
        steps(gated.failingAtEveryStep()),
        contains(
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            FIRST,
            Fault.TASK_FAILURE.toString(),
            gate,
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            SECOND,
            Fault.TASK_FAILURE.toString(),
            Fault.TASK_FAILURE.toString()));
    assertThat(
        steps(gated.failingAtEveryResult()),
        contains(
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            FIRST,
            gate,
            "checkpoint",
            Fault.DOWNSTREAM_FAILURE.toString(),
            SECOND));
  }

  @Test
  void it_looks_after_each_event_and_each_watermark() {
    assertThat(
        steps(CALM.lookingAtEachStep()),
        contains(FIRST, "(look: event or watermark 1)", SECOND, "(look: event or watermark 2)"));
  }

  @Test
  void it_awaits_what_was_out_at_each_look() {
    Map<String, List<?>> between = Map.of("pairs", List.of(17, 18), "unmatched", List.of());
    Outcome settled =
        new Outcome(
            Scenario.of(CALM),
            Map.of("between", between),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            event -> event);

    assertThat(
        CALM.awaiting(settled).steps().get(2),
        is(new Step.Await("between", Map.of("pairs", 2, "unmatched", 0))));
  }

  @Test
  void what_is_calm_has_looks_and_no_trouble() {
    Script script =
        Script.script()
            .watermark(0)
            .checkpoint()
            .inject(Fault.TASK_FAILURE)
            .rescale(4)
            .watermark(1)
            .look("between");

    assertThat(script.calm(false).steps(), is(CALM.steps()));
  }

  @Test
  void what_is_calm_in_turns_has_a_gate_where_there_was_trouble() {
    Script script = Script.script().watermark(0).checkpoint().rescale(4).watermark(1).checkpoint();

    assertThat(steps(script.calm(true)), contains(FIRST, new Step.Gate().toString(), SECOND));
  }

  @Test
  void what_another_program_has_begun_goes_on_with_the_graded_one_once() {
    Script script =
        Script.script()
            .watermark(0)
            .redeploy(4)
            .checkpoint()
            .inject(Fault.TASK_FAILURE)
            .redeploy(2)
            .watermark(1);

    assertThat(
        script.calm(false, true).steps(),
        is(Script.script().watermark(0).redeploy(1).watermark(1).steps()));
  }

  @Test
  void a_script_without_trouble_is_calm() {
    assertThat(CALM.calm(true), is(sameInstance(CALM)));
  }

  private static List<String> steps(Script script) {
    return script.steps().stream().map(Object::toString).toList();
  }
}
