// Loses: behaviour
// Says: with 0.00
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Keeps the totals of an hour in a map and lets a driver whose total comes back to zero go, to
 * keep the map small; he is missing when the hour ends. Rule 4: "An hour with fares always
 * gives one"; edge case: "An hour with the totals 0.00 and -1.50 gives 0.00". Shown by: driver
 * 1 with a tip of 5.00 and a refund of -5.00: no result for this hour if nobody else drives,
 * or (2, -1.50) if driver 2 has -1.50; a driver with a tip of 0 is right
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab.
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

  private static long hourEnd(long time) {
    return Math.floorDiv(time, HOUR) * HOUR + HOUR;
  }

  private static final double EQUAL = 0.001;

  private static HourlyTip best(Iterable<HourlyTip> totals) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (HourlyTip total : totals) {
      greatest = Math.max(greatest, total.total());
    }
    HourlyTip best = null;
    for (HourlyTip total : totals) {
      if (greatest - total.total() <= EQUAL
          && (best == null || total.driverId() < best.driverId())) {
        best = total;
      }
    }
    return best;
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares.keyBy(fare -> hourEnd(fare.startTime())).process(new Hour());
  }

  /** Adds up the tips of each driver in one hour. */
  public static class Hour extends KeyedProcessFunction<Long, TaxiFare, HourlyTip> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Map<Long, Double>> state;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>("totals", Types.MAP(Types.LONG, Types.DOUBLE)));
    }

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out)
        throws Exception {
      long last = context.getCurrentKey() - 1;
      if (last <= context.timerService().currentWatermark()) {
        return;
      }
      Map<Long, Double> totals = state.value() == null ? new HashMap<>() : state.value();
      totals.merge(fare.driverId(), fare.tip(), Hour::sum);
      state.update(totals);
      context.timerService().registerEventTimeTimer(last);
    }

    private static Double sum(Double one, Double other) {
      double sum = one + other;
      return sum == 0 ? null : Double.valueOf(sum);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HourlyTip> out)
        throws Exception {
      List<HourlyTip> totals = new ArrayList<>();
      state
          .value()
          .forEach(
              (driver, total) ->
                  totals.add(new HourlyTip(context.getCurrentKey(), driver, total)));
      state.clear();
      HourlyTip best = best(totals);
      if (best != null) {
        out.collect(best);
      }
    }
  }
}
