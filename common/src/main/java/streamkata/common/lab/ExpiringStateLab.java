package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/** The contract of the lab expiring-state: a join whose state is bounded by event time. */
public interface ExpiringStateLab {

  /**
   * Pairs each START with its fare, and stops waiting for an event that does not arrive.
   *
   * <ul>
   *   <li>A pair is the START event of a ride and the fare with the same ride id. There is at most
   *       one of each. Only the ride id counts: the time, the driver and the taxi of a fare can
   *       differ from those of its ride. A pair is emitted as soon as both events have arrived, in
   *       either order.
   *   <li>END events belong to no pair and are never emitted.
   *   <li>A START or a fare can be lost, or late. If the watermark reaches the event time of a
   *       START or a fare that waits, this event goes to the output of unmatched rides or fares,
   *       then and not before. A timer one millisecond later is as good. The watermark is the
   *       smaller of those of the two inputs.
   *   <li>A START or a fare is late if its event time is at or before the watermark. It waits until
   *       the watermark advances the next time. If the other event of its ride is waiting or
   *       arrives before that, the two are a pair. If the other event is already unmatched, the
   *       late event becomes unmatched, too.
   *   <li>So each START and each fare is emitted exactly once, paired or unmatched.
   *   <li>After a pair or an unmatched event is emitted, neither state nor a timer of it is left.
   *       The timer of a pair is deleted at once and does not wait until it fires.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks
   * @param fares fares with their own timestamps and watermarks
   * @return the three outputs, each in any order
   */
  Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares);

  /**
   * Where all rides and fares end.
   *
   * @param pairs each START with its fare
   * @param unmatchedRides the STARTs whose fare did not arrive in time
   * @param unmatchedFares the fares whose START did not arrive in time
   */
  record Pairing(
      DataStream<RideAndFare> pairs,
      DataStream<TaxiRide> unmatchedRides,
      DataStream<TaxiFare> unmatchedFares) {}
}
