package streamkata.grader.labs.dispatchrules;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.Event;
import streamkata.common.model.RuleMatch;
import streamkata.grader.labs.CountsAndState;
import streamkata.grader.page.Block;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Playback;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.wire.Contract;

/** How many events have matched each of three rules, and the size of the state, over time. */
public final class DispatchRulesPicture implements LabPicture {

  private static final long LONG_RIDES = 1;
  private static final long SHORT_RIDES = 2;
  private static final long NOON = 3;

  @Override
  public List<? extends Event> before(TaxiStream stream) {
    long begin = stream.rides().get(0).eventTime();
    return List.of(
        new DispatchRule(LONG_RIDES, true, List.of(), 0, Length.LONGER, 45, begin),
        new DispatchRule(SHORT_RIDES, true, List.of(), 0, Length.SHORTER, 3, begin),
        new DispatchRule(
            NOON, true, List.of(), 5, Length.ANY, 0, begin + Duration.ofHours(12).toMillis()));
  }

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    List<List<RuleMatch>> matches = Playback.results(outcome, Contract.RESULT, looks);
    Map<String, double[]> counts = new LinkedHashMap<>();
    counts.put("longer than 45 minutes", count(matches, LONG_RIDES));
    counts.put("shorter than 3 minutes", count(matches, SHORT_RIDES));
    counts.put("5 passengers since noon", count(matches, NOON));
    return CountsAndState.of(looks, counts, outcome)
        .show("There are three rules, and nothing else is in state: it does not grow.");
  }

  private static double[] count(List<List<RuleMatch>> matches, long rule) {
    return matches.stream()
        .map(List::stream)
        .mapToDouble((Stream<RuleMatch> all) -> all.filter(it -> it.ruleId() == rule).count())
        .toArray();
  }
}
