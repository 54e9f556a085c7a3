package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;

/** What a scenario fed in, short enough to be read. */
final class ScriptText {

  private static final int LONGEST_RUN = 10;

  private static final String EVERYWHERE =
      "(a checkpoint before each of these; at each, the operator behind the program fails at its"
          + " first result%s)";

  private ScriptText() {}

  static String of(Scenario scenario) {
    List<String> lines = new ArrayList<>();
    Script script = scenario.script();
    if (scenario.first().isPresent()) {
      script = withoutTheFirst(script, lines);
    }
    Script calm = script.calm(false);
    if (script.steps().equals(calm.failingAtEveryStep().steps())) {
      lines.add(EVERYWHERE.formatted(", and then a task fails"));
      add(calm, lines);
    } else if (script.steps().equals(calm.failingAtEveryResult().steps())) {
      lines.add(EVERYWHERE.formatted(""));
      add(calm, lines);
    } else {
      add(script, lines);
    }
    return String.join("\n", lines) + "\n" + circumstances(scenario);
  }

  /** Adds what the first program is played, and gives what the graded one is played. */
  private static Script withoutTheFirst(Script script, List<String> lines) {
    List<Step> steps = script.steps();
    int begin = 1;
    while (begin < steps.size() && !(steps.get(begin - 1) instanceof Step.Redeploy)) {
      begin++;
    }
    add(script(steps.subList(0, begin)), lines);
    return script(steps.subList(begin, steps.size()));
  }

  private static Script script(List<Step> steps) {
    Script script = Script.script();
    steps.forEach(script::then);
    return script;
  }

  private static void add(Script script, List<String> lines) {
    List<Step> events = new ArrayList<>();
    for (Step step : script.steps()) {
      if (step instanceof Step.Emit) {
        events.add(step);
      } else {
        flush(events, script, lines);
        lines.add(script.tell(step));
      }
    }
    flush(events, script, lines);
  }

  private static void flush(List<Step> events, Script script, List<String> lines) {
    boolean isLong = events.size() > LONGEST_RUN;
    events.stream()
        .limit(isLong ? LONGEST_RUN / 2 : LONGEST_RUN)
        .forEach(event -> lines.add(script.tell(event)));
    if (isLong) {
      lines.add("... %d more events".formatted(events.size() - LONGEST_RUN / 2));
    }
    events.clear();
  }

  private static String circumstances(Scenario scenario) {
    return "(%sparallelism %d, %s state backend)"
        .formatted(
            scenario.first().map(kit -> "begun by the kit's own program, ").orElse(""),
            scenario.parallelism(),
            scenario.backend().configName());
  }
}
