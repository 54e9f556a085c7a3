// Loses: behaviour
package streamkata.exercises.ridecleansing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Caches the verdict of each pair of places under their coordinates with four decimals (10 m), so the first event decides for its neighbours. Shows on: an event with a place on the edge, then one with the same places but for the next double beyond this edge (or the other way round).
 *
 * <p>Rule broken: "Each event is decided alone"; "nothing is remembered".
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

    return rides.filter(new CachedVerdict());
  }

  /** Ranks ride along popular routes, so most events find their route in the cache. */
  public static class CachedVerdict extends RichFilterFunction<TaxiRide> {

    private transient Map<String, Boolean> verdicts;

    @Override
    public void open(OpenContext context) {
      verdicts = new HashMap<>();
    }

    @Override
    public boolean filter(TaxiRide ride) {
      String route =
          String.format(
              Locale.ROOT,
              "%.4f %.4f %.4f %.4f",
              ride.startLon(),
              ride.startLat(),
              ride.endLon(),
              ride.endLat());
      return verdicts.computeIfAbsent(
          route,
          unused ->
              GeoUtils.isInNYC(ride.startLon(), ride.startLat())
                  && GeoUtils.isInNYC(ride.endLon(), ride.endLat()));
    }
  }
}
