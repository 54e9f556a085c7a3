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
   *       one of each. Driver and taxi say nothing: both make many rides.
   *   <li>A pair comes out once, as soon as both have arrived, whichever came first.
   *   <li>END events are in the stream too, before or after their START. They pair with nothing.
   *   <li>No time is involved: a START waits for its fare, and a fare for its START, until it
   *       comes.
   *   <li>When a pair is out, nothing of it stays in state.
   * </ul>
   *
   * @param rides START and END events, in any order within the watermark bound
   * @param fares fares, in any order within the watermark bound; nothing is promised about the
   *     order between the two streams but that same bound
   * @return the pairs, in any order
   */
  DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares);
}
