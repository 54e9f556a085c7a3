package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/** The contract of the lab rides-and-fares: two inputs that meet in keyed state. */
public interface RidesAndFaresLab {

  /**
   * Pairs each ride with its fare.
   *
   * <ul>
   *   <li>A pair is the START event of a ride and the fare with the same ride id; there is at most
   *       one of each. Nothing but the ride id counts: times, drivers and taxis of the two can
   *       differ, and many rides have the same driver.
   *   <li>A pair is emitted once, as soon as both have arrived, in either order.
   *   <li>END events are in the stream too, before or after their START. They pair with nothing.
   *   <li>Time plays no part: a START waits for its fare, and a fare for its START, however far the
   *       watermark has advanced and however late the other one is.
   *   <li>When a pair is emitted, nothing of it stays in state: at once, and not only when the
   *       watermark advances.
   * </ul>
   *
   * @param rides START and END events, in any order
   * @param fares fares, in any order; nothing is promised about the order between the two streams
   * @return the pairs, in any order
   */
  DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares);
}
