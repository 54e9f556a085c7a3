package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/**
 * The contract of the lab long-ride-alerts: timers, and events that arrive out of order or never.
 */
public interface LongRideAlertsLab {

  /**
   * Finds the rides that take more than two hours.
   *
   * <ul>
   *   <li>A ride is long if its START has arrived and it has no END within two hours of it: either
   *       none at all, or one more than 7,200,000 ms later. Exactly two hours is not long. An END
   *       whose time is before the time of its START means a short ride.
   *   <li>There is one alert per long ride, as soon as it is certain: for a missing END when the
   *       watermark reaches start + 2 h (a timer one millisecond later is as good), never before.
   *       If START and a too late END have both arrived earlier than that, the alert may come at
   *       once or with the watermark.
   *   <li>An END can arrive before its START. It waits until the watermark has reached both its
   *       start time and its end time: until then its START can still arrive.
   *   <li>START or END can be lost; there is at most one of each. An END whose START never arrives
   *       gives nothing.
   *   <li>Once the watermark is past start + 2 h and past the END, nothing of that ride is left: no
   *       state, no timer. An event that arrives later than that can stay until the watermark
   *       advances again.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks, in any order within the
   *     watermark bound
   * @return the ride id of each long ride
   */
  DataStream<Long> alerts(DataStream<TaxiRide> rides);
}
