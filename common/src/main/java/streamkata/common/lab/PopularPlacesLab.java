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
   *   <li>A ride of which either end lies outside NYC is dropped, START and END.
   *   <li>A START counts in the grid cell of its start location at its start time, an END in the
   *       grid cell of its end location at its end time. STARTs and ENDs of one cell are counted
   *       separately. Cells are those of {@link streamkata.common.geo.GeoUtils#mapToGridCell}.
   *   <li>A window is 15 minutes long and ends at a full five minutes UTC, aligned to the epoch. It
   *       includes its start and excludes its end: an event at exactly 13:05:00.000 is in the
   *       windows that end at 13:10, 13:15 and 13:20.
   *   <li>Each window is emitted once, when the watermark passes its end: one result for each cell
   *       that has at least {@code threshold} STARTs in it, and one for each that has at least
   *       {@code threshold} ENDs.
   *   <li>An event that arrives when some of its windows are over counts in none of those. Whether
   *       it counts in those that are still open is the program's choice.
   *   <li>State grows with the cells and the open windows, not with the number of rides. Nothing of
   *       a window stays in state when it is over.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks, in any order within the
   *     watermark bound
   * @param threshold the least count that gives a result, 1 or more
   * @return the popular places, each with the centre of its cell
   */
  DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold);
}
