package streamkata.grader.learn;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.grader.picture.State;

/** What the lab dispatch-rules has in state: the rules that are active. */
final class ActiveRules implements State {

  private final Set<Long> active = new TreeSet<>();

  @Override
  public void arrives(Event event) {
    if (event instanceof DispatchRule rule) {
      if (rule.isActive()) {
        active.add(rule.ruleId());
      } else {
        active.remove(rule.ruleId());
      }
    }
  }

  @Override
  public void watermark(long time) {
    // Time plays no part.
  }

  @Override
  public List<String> content() {
    return active.stream().map(rule -> "R" + rule).toList();
  }

  @Override
  public State copy() {
    ActiveRules copy = new ActiveRules();
    copy.active.addAll(active);
    return copy;
  }
}
