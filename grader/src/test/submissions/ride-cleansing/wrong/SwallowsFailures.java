// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Skips records that "cannot be handled": the try around collect also catches what downstream operators throw. Shows on: an operator after the lab throws for one event: the job goes on without it and never restarts.
 *
 * <p>Rule broken: "an exception out of collect is the job's to handle, never the program's to swallow"
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {

    return rides.flatMap(new KeepCity());
  }

  /** Keeps rides within the city, and survives records that nobody can handle. */
  public static class KeepCity extends RichFlatMapFunction<TaxiRide, TaxiRide> {

    private transient Counter skipped;

    @Override
    public void open(OpenContext context) {
      skipped = getRuntimeContext().getMetricGroup().counter("skipped");
    }

    @Override
    public void flatMap(TaxiRide ride, Collector<TaxiRide> out) {
      try {
        if (GeoUtils.isInNYC(ride.startLon(), ride.startLat())
            && GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
          out.collect(ride);
        }
      } catch (RuntimeException e) {
        skipped.inc(); // a bad record
      }
    }
  }
}
