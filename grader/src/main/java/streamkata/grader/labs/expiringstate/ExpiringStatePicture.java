package streamkata.grader.labs.expiringstate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import streamkata.grader.labs.CountsAndState;
import streamkata.grader.page.Block;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Playback;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;

/** Pairs against what was given up, and the size of the state, over time. */
public final class ExpiringStatePicture implements LabPicture {

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    Map<String, double[]> counts = new LinkedHashMap<>();
    counts.put("pairs", Playback.counts(outcome, "pairs", looks));
    counts.put("unmatched rides", Playback.counts(outcome, "unmatchedRides", looks));
    counts.put("unmatched fares", Playback.counts(outcome, "unmatchedFares", looks));
    return CountsAndState.of(looks, counts, outcome)
        .show(
            "Some START events and fares are lost. Your program emits an event as unmatched if the"
                + " other event of its ride is lost, so the state stays small.");
  }
}
