package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;

/**
 * Something that happens to a program: a step of the script, or one that comes again after a
 * failure.
 *
 * @param step what happens
 * @param again whether it has happened before
 * @param look the name of the look right after it; empty if more happens before there is one
 */
record Moment(Step step, boolean again, Optional<String> look) {

  /** The same script with a look after each step; its own looks are left out. */
  static Scenario withLooks(Scenario scenario) {
    Script script = Script.script();
    List<Step> steps = steps(scenario);
    for (int i = 0; i < steps.size(); i++) {
      script.then(steps.get(i));
      if (!(steps.get(i) instanceof Step.Close)) {
        script.look(look(i));
      }
    }
    return scenario.playing(script);
  }

  /** All that happens, in order. */
  static List<Moment> of(Scenario scenario) {
    List<Step> steps = steps(scenario);
    List<Moment> moments = new ArrayList<>();
    List<Step> since = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Optional<String> look = Optional.of(step instanceof Step.Close ? Outcome.END : look(i));
      if (Script.isSnapshot(step)) {
        since.clear();
      } else if (!(step instanceof Step.Inject)) {
        since.add(step);
      }
      if (step instanceof Step.Inject && !since.isEmpty()) {
        moments.add(new Moment(step, false, Optional.empty()));
        since.forEach(one -> moments.add(new Moment(one, true, Optional.empty())));
        int last = moments.size() - 1;
        moments.set(last, new Moment(moments.get(last).step(), true, look));
      } else {
        moments.add(new Moment(step, false, look));
      }
    }
    return moments;
  }

  private static List<Step> steps(Scenario scenario) {
    return scenario.script().steps().stream()
        .filter(
            step ->
                !(step instanceof Step.Gate
                    || step instanceof Step.Look
                    || step instanceof Step.LookOutside))
        .toList();
  }

  private static String look(int index) {
    return "after step " + index;
  }
}
