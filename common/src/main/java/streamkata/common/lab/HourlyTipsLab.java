package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/** The contract of the lab hourly-tips: event-time windows, aggregated while the events arrive. */
public interface HourlyTipsLab {

  /**
   * Finds, for each full hour, the driver whose tips in that hour total most.
   *
   * <ul>
   *   <li>Hours are full hours UTC, aligned to the epoch. A fare at exactly 13:00:00.000 belongs to
   *       the hour that ends at 14:00.
   *   <li>Two totals are equal if they differ by at most 0.001. Of the drivers whose total equals
   *       the greatest one, the driver with the smallest id wins.
   *   <li>Tips can be 0 or negative. An hour with only zero or negative totals gives the greatest
   *       of them. An hour without a fare gives nothing.
   *   <li>Each hour is emitted once, when the watermark passes its end. A fare that arrives later
   *       than that is dropped. A fare that arrives while its hour is open counts, also if its time
   *       is before the watermark.
   *   <li>State grows with the drivers and the open hours, not with the number of fares. Nothing of
   *       an hour stays in state after its result is emitted.
   * </ul>
   *
   * @param fares fares with timestamps and watermarks, in any order within the watermark bound
   * @return one result for each hour with at least one fare; totals are compared within 0.01
   */
  DataStream<HourlyTip> tips(DataStream<TaxiFare> fares);
}
