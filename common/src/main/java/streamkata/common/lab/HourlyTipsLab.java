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
   *   <li>Of several drivers with equal totals (within 0.001), the smallest driver id counts. So
   *       does an hour in which nobody tipped: every total is 0.
   *   <li>An hour without a fare gives nothing.
   *   <li>Each hour comes out once, when the watermark passes its end. A fare that arrives later
   *       than that is dropped; one that arrives while its hour is open counts, however old it is.
   * </ul>
   *
   * @param fares fares with timestamps and watermarks, in any order within the watermark bound
   * @return one result for each hour with at least one fare; totals are compared within 0.01
   */
  DataStream<HourlyTip> tips(DataStream<TaxiFare> fares);
}
