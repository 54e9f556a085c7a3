package streamkata.exercises.popularplaces;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Lab popular-places: where in the city many taxi rides have just started or ended, refreshed every
 * five minutes.
 *
 * <p>Write {@link #popular}; {@link #main} runs it. The task, an example and the words that you
 * need are in the README.md beside this class; the exact rules are in {@link PopularPlacesLab}. You
 * will meet {@link org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows},
 * {@link org.apache.flink.api.common.functions.AggregateFunction} and {@link
 * streamkata.common.geo.GeoUtils}.
 */
public class PopularPlacesJob implements PopularPlacesLab {

  private static final int THRESHOLD = 20;

  /**
   * Runs the lab on the taxi stream and prints the popular places.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("popular-places", args);
    job.makeFaultTolerant();
    PopularPlacesJob lab = new PopularPlacesJob();
    job.print(lab.popular(job.rides(), THRESHOLD));
    job.run();
  }

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    // TODO: every 5 minutes, the cells in which at least so many rides have started, or ended, in
    //  the last 15 minutes.
    throw new MissingSolutionException();
  }
}
