package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Right, unusual: one operator of its own with parallelism 1 and no key; totals are in memory
 * between two checkpoints and in operator list state in each checkpoint.
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

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .transform("best of each hour", TypeInformation.of(HourlyTip.class), new BestOfHours())
        .setParallelism(1);
  }

  /** The only instance. */
  public static class BestOfHours extends AbstractStreamOperator<HourlyTip>
      implements OneInputStreamOperator<TaxiFare, HourlyTip> {

    private static final long serialVersionUID = 1L;
    private static final double EQUAL = 0.001;

    /** Totals by the end of the hour and by driver. */
    private transient TreeMap<Long, TreeMap<Long, Double>> hours;

    private transient ListState<HourlyTip> saved;
    private transient long watermark;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      hours = new TreeMap<>();
      watermark = Long.MIN_VALUE;
      saved =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>("totals", TypeInformation.of(HourlyTip.class)));
      for (HourlyTip total : saved.get()) {
        add(total.hourEnd(), total.driverId(), total.total());
      }
    }

    private void add(long hourEnd, long driverId, double amount) {
      hours
          .computeIfAbsent(hourEnd, hour -> new TreeMap<>())
          .merge(driverId, amount, Double::sum);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      List<HourlyTip> totals = new ArrayList<>();
      hours.forEach(
          (hourEnd, drivers) ->
              drivers.forEach(
                  (driverId, total) -> totals.add(new HourlyTip(hourEnd, driverId, total))));
      saved.update(totals);
    }

    @Override
    public void processElement(StreamRecord<TaxiFare> element) {
      TaxiFare fare = element.getValue();
      long hourEnd = Math.floorDiv(fare.startTime(), HOUR) * HOUR + HOUR;
      if (hourEnd - 1 > watermark) {
        add(hourEnd, fare.driverId(), fare.tip());
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      watermark = mark.getTimestamp();
      while (!hours.isEmpty() && hours.firstKey() - 1 <= watermark) {
        Map.Entry<Long, TreeMap<Long, Double>> hour = hours.pollFirstEntry();
        output.collect(
            new StreamRecord<>(best(hour.getKey(), hour.getValue()), hour.getKey() - 1));
      }
      super.processWatermark(mark);
    }

    /** The drivers are in the order of their ids, so the first one wins. */
    private static HourlyTip best(long hourEnd, TreeMap<Long, Double> drivers) {
      double greatest = drivers.values().stream().max(Comparator.naturalOrder()).orElseThrow();
      for (Map.Entry<Long, Double> driver : drivers.entrySet()) {
        if (greatest - driver.getValue() <= EQUAL) {
          return new HourlyTip(hourEnd, driver.getKey(), driver.getValue());
        }
      }
      throw new IllegalStateException("The greatest total equals itself.");
    }
  }
}
