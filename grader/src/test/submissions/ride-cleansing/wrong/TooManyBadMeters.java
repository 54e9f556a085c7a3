// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Stops the job if a hundred events in a row lie outside NYC, as the source must be broken then.
 *
 * <p>Rule: "Your program decides about each event alone. [...] It remembers nothing." Events
 * outside NYC are legal in any number. Shown by: 101 events outside NYC one after the other (in
 * one instance), then one inside: the job fails, also after each restart.
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
    return rides.filter(new Cleanse());
  }

  /** Keeps rides within NYC. */
  public static class Cleanse implements FilterFunction<TaxiRide> {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY = 100;

    private transient int badInARow;

    @Override
    public boolean filter(TaxiRide ride) {
      if (isKept(ride)) {
        badInARow = 0;
        return true;
      }
      badInARow++;
      if (badInARow > TOO_MANY) {
        throw new IllegalStateException("The meters are broken, last event: " + ride);
      }
      return false;
    }
  }

  private static boolean isKept(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
