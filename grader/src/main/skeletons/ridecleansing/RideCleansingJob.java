package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Lab ride-cleansing: keep the taxi rides that begin and end in New York City.
 *
 * <p>Write {@link #cleanse}; {@link #main} runs it. The task and an example are in the README.md
 * beside this class; the exact rules are in {@link RideCleansingLab}. You will meet {@link
 * DataStream}, {@link org.apache.flink.api.common.functions.FilterFunction} and {@link
 * streamkata.common.geo.GeoUtils}.
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab on the taxi stream and prints the rides that are kept.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    // TODO: the events of which both the start and the end location are in NYC.
    throw new MissingSolutionException();
  }
}
