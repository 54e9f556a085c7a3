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
   *       streamkata.common.geo.GeoUtils#isInNYC} says what is, compared in double. The edges of
   *       the city's box belong to it; 0, 0 and NaN do not.
   *   <li>This holds for START and END events. Each event is decided alone: an END is kept or
   *       dropped whatever happened to its START, and an event that arrives twice is kept twice.
   *   <li>A kept event is emitted at once and unchanged. Nothing is remembered.
   * </ul>
   *
   * @param rides START and END events
   * @return those of them that are kept, in any order
   */
  DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides);
}
