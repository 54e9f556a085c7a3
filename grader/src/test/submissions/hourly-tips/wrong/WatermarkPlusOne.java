// Loses: behaviour
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
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
 * An operator of its own that ends all hours up to watermark + 1, which overflows for the last
 * watermark, Long.MAX_VALUE. Rule 5: each hour comes "when the watermark passes its end". Shown
 * by: a bounded input with an open hour at its end (watermark Long.MAX_VALUE): this hour never
 * comes; all others are right
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

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .keyBy(fare -> fare.startTime() / HOUR * HOUR + HOUR)
        .transform("best of each hour", TypeInformation.of(HourlyTip.class), new BestOfHours());
  }

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The key is the end of the hour; each watermark ends the hours that it has passed. */
  public static class BestOfHours extends AbstractStreamOperator<HourlyTip>
      implements OneInputStreamOperator<TaxiFare, HourlyTip> {

    private static final long serialVersionUID = 1L;
    private static final double EQUAL = 0.001;

    /** Totals by driver. */
    private transient MapState<Long, Double> totals;

    /** The ends of the open hours of this instance; made from the keys in state. */
    private transient TreeSet<Long> open;

    private transient long watermark;

    @Override
    public void open() throws Exception {
      super.open();
      totals =
          getPartitionedState(new MapStateDescriptor<>("totals", Types.LONG, Types.DOUBLE));
      open = new TreeSet<>();
      watermark = Long.MIN_VALUE;
      try (Stream<Long> hours =
          this.<Long>getKeyedStateBackend().getKeys("totals", VoidNamespace.INSTANCE)) {
        hours.forEach(open::add);
      }
    }

    @Override
    public void processElement(StreamRecord<TaxiFare> element) throws Exception {
      TaxiFare fare = element.getValue();
      long hourEnd = (Long) getCurrentKey();
      if (hourEnd - 1 <= watermark) {
        return;
      }
      Double before = totals.get(fare.driverId());
      totals.put(fare.driverId(), before == null ? fare.tip() : before + fare.tip());
      open.add(hourEnd);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      watermark = mark.getTimestamp();
      Set<Long> over = open.headSet(watermark + 1, true);
      for (long hourEnd : over) {
        setCurrentKey(hourEnd);
        output.collect(new StreamRecord<>(best(hourEnd), hourEnd - 1));
        totals.clear();
      }
      over.clear();
      super.processWatermark(mark);
    }

    private HourlyTip best(long hourEnd) throws Exception {
      double greatest = Double.NEGATIVE_INFINITY;
      for (double total : totals.values()) {
        greatest = Math.max(greatest, total);
      }
      HourlyTip best = null;
      for (Map.Entry<Long, Double> entry : totals.entries()) {
        if (greatest - entry.getValue() <= EQUAL
            && (best == null || entry.getKey() < best.driverId())) {
          best = new HourlyTip(hourEnd, entry.getKey(), entry.getValue());
        }
      }
      return best;
    }
  }
}
