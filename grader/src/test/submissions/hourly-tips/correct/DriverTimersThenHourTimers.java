package streamkata.exercises.hourlytips;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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
 * Right, unusual: no windows; each driver has a map of open hours and a timer for each, and the totals meet under the hour, whose timer is one millisecond later.
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
    return fares
        .keyBy(TaxiFare::driverId)
        .process(new DriverHours())
        .keyBy(HourlyTip::hourEnd)
        .process(new BestOfHour());
  }

  /** The open hours of one driver. */
  public static class DriverHours extends KeyedProcessFunction<Long, TaxiFare, HourlyTip> {

    private static final long serialVersionUID = 1L;

    /** Totals by the end of the hour. */
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
      long end = (Math.floorDiv(fare.startTime(), HOUR) + 1) * HOUR;
      if (end - 1 <= context.timerService().currentWatermark()) {
        return;
      }
      Double before = totals.get(end);
      totals.put(end, before == null ? fare.tip() : before + fare.tip());
      context.timerService().registerEventTimeTimer(end - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HourlyTip> out)
        throws Exception {
      long end = timestamp + 1;
      double total = totals.get(end);
      totals.remove(end);
      out.collect(new HourlyTip(end, context.getCurrentKey(), total));
    }
  }

  /** The totals of one hour, which all arrive just before the watermark that ends it. */
  public static class BestOfHour extends KeyedProcessFunction<Long, HourlyTip, HourlyTip> {

    private static final long serialVersionUID = 1L;
    private static final double EQUAL = 0.001;

    private transient ListState<HourlyTip> totals;

    @Override
    public void open(OpenContext context) {
      totals =
          getRuntimeContext().getListState(new ListStateDescriptor<>("totals", HourlyTip.class));
    }

    @Override
    public void processElement(HourlyTip total, Context context, Collector<HourlyTip> out)
        throws Exception {
      totals.add(total);
      context.timerService().registerEventTimeTimer(total.hourEnd());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HourlyTip> out)
        throws Exception {
      double greatest = Double.NEGATIVE_INFINITY;
      for (HourlyTip total : totals.get()) {
        greatest = Math.max(greatest, total.total());
      }
      HourlyTip best = null;
      for (HourlyTip total : totals.get()) {
        if (greatest - total.total() <= EQUAL
            && (best == null || total.driverId() < best.driverId())) {
          best = total;
        }
      }
      totals.clear();
      out.collect(best);
    }
  }
}
