package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: outcodes as in the clipping of lines, with a bit of their own for NaN; the events are dealt out by rescale first.
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
    return rides
        .rescale()
        .flatMap(
            (TaxiRide ride, Collector<TaxiRide> out) -> {
              int codes =
                  outcode(ride.startLon(), ride.startLat()) | outcode(ride.endLon(), ride.endLat());
              if (codes == 0) {
                out.collect(ride);
              }
            })
        .returns(rides.getType());
  }

  private static int outcode(double lon, double lat) {
    int code = Double.isNaN(lon) || Double.isNaN(lat) ? 1 : 0;
    code |= lon < GeoUtils.LON_WEST ? 2 : 0;
    code |= lon > GeoUtils.LON_EAST ? 4 : 0;
    code |= lat < GeoUtils.LAT_SOUTH ? 8 : 0;
    code |= lat > GeoUtils.LAT_NORTH ? 16 : 0;
    return code;
  }
}
