package streamkata.grader.labs.ridesandfares;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.CountsAndState;
import streamkata.grader.page.Block;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Playback;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.wire.Contract;

/** Pairs against what waits for its other half, and the size of the state, over time. */
public final class RidesAndFaresPicture implements LabPicture {

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    double[] pairs = Playback.counts(outcome, Contract.RESULT, looks);
    double[] starts =
        Playback.arrivals(outcome, event -> event instanceof TaxiRide ride && ride.isStart());
    double[] fares = Playback.arrivals(outcome, TaxiFare.class::isInstance);
    Map<String, double[]> counts = new LinkedHashMap<>();
    counts.put("pairs", pairs);
    counts.put("STARTs in state", less(starts, pairs));
    counts.put("fares in state", less(fares, pairs));
    return CountsAndState.of(looks, counts, outcome)
        .show(
            "Some START events and fares are lost. In this lab the event that waits for a lost"
                + " event stays in state for ever, so the state grows. Lab expiring-state changes"
                + " this.");
  }

  private static double[] less(double[] some, double[] others) {
    return IntStream.range(0, some.length).mapToDouble(i -> some[i] - others[i]).toArray();
  }
}
