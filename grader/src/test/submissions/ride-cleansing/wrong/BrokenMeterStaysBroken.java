// Loses: behaviour
// Says: each event is decided alone
package streamkata.exercises.ridecleansing;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Takes the meter of a taxi that has once reported 0, 0 for broken, and drops all that this
 * taxi reports afterwards. Rule 2: it "decides about each event alone"; rule 3: it "remembers
 * nothing". Shown by: an event of taxi 7 with a place at 0, 0, then another ride of taxi 7
 * inside NYC: dropped
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::taxiId).filter(new Reliable());
  }

  /** Keeps what meters in order report. */
  public static class Reliable extends RichFilterFunction<TaxiRide> {

    private static final long serialVersionUID = 1L;

    private transient Set<Long> broken;

    @Override
    public void open(OpenContext context) {
      broken = new HashSet<>();
    }

    @Override
    public boolean filter(TaxiRide ride) {
      if (ride.startLon() == 0 && ride.startLat() == 0 || ride.endLon() == 0 && ride.endLat() == 0) {
        broken.add(ride.taxiId());
      }
      return !broken.contains(ride.taxiId()) && isInNYC(ride);
    }
  }
}
