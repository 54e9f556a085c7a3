// Loses: behaviour
package streamkata.exercises.hourlytips;

import java.time.Duration;
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
 * Keeps only a hundred drivers in each hour and forgets the poorest for a new one, who might have caught up.
 *
 * <p>Rule: "adds up the tips of each driver in each hour"; state grows with the drivers. Shown
 * by: 101 drivers in one hour, the first of them (tip 1.00, forgotten when the last comes with
 * 2.00) gets 50.00 afterwards: a total of 50.00 instead of 51.00.
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
    job.print(new HourlyTipsJob().tips(job.fares()));
    job.run();
  }

  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares.keyBy(fare -> endOf(fare.startTime())).process(new OneHour());
  }

  private static long endOf(long time) {
    return Math.floorDiv(time, HOUR) * HOUR + HOUR;
  }

  /** The drivers' totals of one hour, and the best of them when the hour is over. */
  public static class OneHour extends KeyedProcessFunction<Long, TaxiFare, HourlyTip> {

    private static final long serialVersionUID = 1L;
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
      long end = endOf(fare.startTime());
      if (end - 1 <= context.timerService().currentWatermark()) {
        return; // the hour is over
      }
      Double before = totals.get(fare.driverId());
      if (before == null) {
        makeRoom();
      }
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

    private void makeRoom() throws Exception {
      int drivers = 0;
      Long poorest = null;
      double least = Double.POSITIVE_INFINITY;
      for (Map.Entry<Long, Double> total : totals.entries()) {
        drivers++;
        if (total.getValue() < least) {
          poorest = total.getKey();
          least = total.getValue();
        }
      }
      if (drivers >= 100) {
        totals.remove(poorest);
      }
    }
  }
}
