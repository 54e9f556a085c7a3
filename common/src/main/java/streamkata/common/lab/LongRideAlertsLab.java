package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/** The contract of the lab long-ride-alerts: timers, and events that come late or never. */
public interface LongRideAlertsLab {

  /**
   * Finds the rides that take more than two hours.
   *
   * <ul>
   *   <li>A ride is long if its START has been seen and it has no END within two hours of it:
   *       either none at all, or one more than 7,200,000 ms later. Exactly two hours is not long.
   *   <li>There is one alert per long ride, as soon as it is certain: for a missing END when the
   *       watermark reaches start + 2 h (a timer one millisecond later is as good), never before.
   *       If START and a late END have both arrived earlier than that, the alert may come at once
   *       or with the watermark.
   *   <li>An END may arrive before its START. START or END may be lost; an END whose START never
   *       comes gives nothing.
   *   <li>Once the watermark is past start + 2 h and past the END, nothing of that ride is left: no
   *       state, no timer.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks, in any order within the
   *     watermark bound
   * @return the ride id of each long ride
   */
  DataStream<Long> alerts(DataStream<TaxiRide> rides);
}
