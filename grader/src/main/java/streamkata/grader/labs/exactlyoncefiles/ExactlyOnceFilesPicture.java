package streamkata.grader.labs.exactlyoncefiles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import streamkata.grader.labs.CountsAndState;
import streamkata.grader.page.Block;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Playback;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Outcome.Outside;

/** How many lines and files readers see, and the size of the state, over time. */
public final class ExactlyOnceFilesPicture implements LabPicture {

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    List<Outside> files = Playback.files(outcome, looks);
    Map<String, double[]> counts = new LinkedHashMap<>();
    counts.put(
        "visible lines",
        count(
            files,
            look ->
                look.visible().values().stream().mapToLong(text -> text.lines().count()).sum()));
    counts.put("visible files", count(files, look -> look.visible().size()));
    return CountsAndState.of(looks, counts, outcome)
        .show("State has the files of one checkpoint only: it does not grow.");
  }

  private static double[] count(List<Outside> files, ToDoubleFunction<Outside> number) {
    return files.stream().mapToDouble(number).toArray();
  }
}
