// Loses: behaviour
package streamkata.exercises.hourlytips;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Groups by the local hour of New York, in which the hour from 1 to 2 comes twice when summer time ends. Shows on: fares at 2013-11-03T05:30Z and 2013-11-03T06:30Z: two hours become one that ends at 07:00Z.
 *
 * <p>Rule broken: "Hours are full hours UTC, aligned to the epoch."
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("hourly-tips", args);
    job.makeFaultTolerant();
    HourlyTipsJob lab = new HourlyTipsJob();
    job.print(lab.tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .keyBy(fare -> localHour(fare.startTime()), Types.LOCAL_DATE_TIME)
        .process(new OneHour());
  }

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static LocalDateTime localHour(long time) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(time), NEW_YORK)
        .truncatedTo(ChronoUnit.HOURS);
  }

  /** The drivers' totals of one hour, and the best of them when the hour is over. */
  public static class OneHour extends KeyedProcessFunction<LocalDateTime, TaxiFare, HourlyTip> {

    private static final double EQUAL = 0.001;

    private transient MapState<Long, Double> totals;

    @Override
    public void open(OpenContext context) {
      totals =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("totals", Types.LONG, Types.DOUBLE));
    }

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out)
        throws Exception {
      long end = context.getCurrentKey().plusHours(1).atZone(NEW_YORK).toInstant().toEpochMilli();
      if (end - 1 <= context.timerService().currentWatermark()) {
        return; // the hour is over
      }
      Double before = totals.get(fare.driverId());
      totals.put(fare.driverId(), before == null ? fare.tip() : before + fare.tip());
      context.timerService().registerEventTimeTimer(end - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HourlyTip> out)
        throws Exception {
      double greatest = Double.NEGATIVE_INFINITY;
      for (Double total : totals.values()) {
        greatest = Math.max(greatest, total);
      }
      HourlyTip best = null;
      for (Map.Entry<Long, Double> total : totals.entries()) {
        if (greatest - total.getValue() <= EQUAL
            && (best == null || total.getKey() < best.driverId())) {
          best = new HourlyTip(timestamp + 1, total.getKey(), total.getValue());
        }
      }
      totals.clear();
      out.collect(best);
    }
  }
}
