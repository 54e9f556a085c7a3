package streamkata.grader.labs.dispatchrules;

import java.util.List;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.grader.scenario.Script;

/**
 * Rules and rides in turns. They are two inputs, and nothing is known about their order but what a
 * gate separates; so there is one wherever events of the other input follow.
 */
final class Turns {

  private final Script script = Script.script();
  private Event last;

  /** The events, with a gate between two turns. */
  static Script of(List<? extends Event> events) {
    return new Turns().then(events).script();
  }

  /** All versions of a rule come through one instance of the input. */
  static Object order(Event event) {
    return event instanceof DispatchRule rule ? rule.ruleId() : event;
  }

  /** Events arrive, one after the other. */
  Turns then(List<? extends Event> events) {
    for (Event event : events) {
      if (last != null && last instanceof DispatchRule != event instanceof DispatchRule) {
        script.gate();
      }
      script.emit(event);
      last = event;
    }
    return this;
  }

  /** The job goes on at another parallelism. */
  Turns rescale(int parallelism) {
    script.rescale(parallelism);
    return this;
  }

  Script script() {
    return script;
  }
}
