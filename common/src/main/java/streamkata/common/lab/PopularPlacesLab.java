package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/** The contract of the lab popular-places: sliding windows over a composite key. */
public interface PopularPlacesLab {

  /**
   * Finds, every 5 minutes, the grid cells in which many rides have started, or many have ended,
   * within the last 15 minutes.
   *
   * <ul>
   *   <li>A ride of which either end lies outside NYC is dropped.
   *   <li>A START counts in the grid cell of its start location at its start time, an END in the
   *       grid cell of its end location at its end time. STARTs and ENDs of one cell are counted
   *       separately.
   *   <li>A window is 15 minutes long and ends at a full five minutes UTC, aligned to the epoch. It
   *       includes its start and excludes its end: an event at exactly 13:05:00.000 is in the
   *       windows that end at 13:10, 13:15 and 13:20.
   *   <li>Each window comes out once, when the watermark passes its end: one result for each cell
   *       and direction that has at least {@code threshold} events in it. An event that arrives
   *       after all of its windows are out is dropped; whether one that arrives when some of them
   *       are out counts in the others is up to you.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks, in any order within the
   *     watermark bound
   * @param threshold the least count that is worth a result, 1 or more
   * @return the popular places, each with the centre of its cell
   */
  DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold);
}
