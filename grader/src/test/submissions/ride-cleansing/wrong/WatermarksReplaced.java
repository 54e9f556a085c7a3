// Loses: behaviour
package streamkata.exercises.ridecleansing;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Assigns timestamps and watermarks of its own to what it keeps, and so throws those of the input away. Shows on: watermark 13:00 in the input before any event, then an operator downstream that looks at its current watermark or has an event-time timer.
 *
 * <p>Rule broken: "Streams handed to a lab carry timestamps and watermarks"; "Nothing else changes".
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
        .filter(
            ride ->
                GeoUtils.isInNYC(ride.startLon(), ride.startLat())
                    && GeoUtils.isInNYC(ride.endLon(), ride.endLat()))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<TaxiRide>forBoundedOutOfOrderness(Duration.ofMinutes(1))
                .withTimestampAssigner((ride, timestamp) -> ride.eventTime()));
  }
}
