package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/** The contract of the lab ride-cleansing: a stateless transformation. */
public interface RideCleansingLab {

  /**
   * Keeps the events of rides that lie wholly in New York City.
   *
   * <ul>
   *   <li>An event is kept if both its start location and its end location are in NYC; {@link
   *       streamkata.common.geo.GeoUtils#isInNYC} says what is. The edges of the city's box belong
   *       to it; 0, 0 and NaN do not.
   *   <li>START and END events are treated alike, each by itself.
   *   <li>A kept event comes out once, as it came in, as soon as it has come in.
   * </ul>
   *
   * @param rides START and END events
   * @return those of them that are kept, in any order
   */
  DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides);
}
