package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/** The contract of the lab expiring-state: a join whose state is bounded by event time. */
public interface ExpiringStateLab {

  /**
   * Pairs each ride with its fare, and gives up on those whose partner does not come.
   *
   * <ul>
   *   <li>A pair is the START event of a ride and the fare with the same ride id; there is at most
   *       one of each, and both have the same event time. A pair comes out as soon as both have
   *       arrived, whichever came first.
   *   <li>END events pair with nothing and never come out.
   *   <li>Either half can be lost, or late. A half whose partner has not come when the watermark
   *       reaches its own event time goes to the output of unmatched rides or fares, then and not
   *       before; a timer one millisecond later is as good.
   *   <li>A half that arrives when the watermark has already passed its event time waits in the
   *       same way, until the watermark advances the next time. If its partner is waiting too, they
   *       are a pair; if its partner was given up, both are unmatched.
   *   <li>So each START and each fare comes out exactly once, paired or unmatched.
   *   <li>What is out leaves nothing behind, neither state nor a timer. That holds from the moment
   *       at which a pair is out: its timer is deleted, not left to fire for nothing.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks
   * @param fares fares with timestamps and watermarks
   * @return the three outputs, each in any order
   */
  Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares);

  /**
   * What came of all rides and fares.
   *
   * @param pairs each START with its fare
   * @param unmatchedRides the STARTs whose fare did not come in time
   * @param unmatchedFares the fares whose START did not come in time
   */
  record Pairing(
      DataStream<RideAndFare> pairs,
      DataStream<TaxiRide> unmatchedRides,
      DataStream<TaxiFare> unmatchedFares) {}
}
