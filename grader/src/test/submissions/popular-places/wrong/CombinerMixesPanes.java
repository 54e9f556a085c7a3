// Loses: behaviour, event time
package streamkata.exercises.popularplaces;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Counts in memory between two watermarks and sends on one count for each place, with the
 * timestamp of the last event, though the events can be of several panes of five minutes. Rule
 * 2: each event counts at its own time. Shown by: between two watermarks a START at 13:04:59.999
 * and one at 13:05:00.000 in one cell, threshold 2: no result at 13:05 is right, but (.., 13:20,
 * 2) comes, too
 */
public class PopularPlacesJob implements PopularPlacesLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("popular-places", args);
    job.makeFaultTolerant();
    job.print(new PopularPlacesJob().popular(job.rides(), 20));
    job.run();
  }

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .transform(
            "count locally", Types.TUPLE(Types.INT, Types.INT), new LocalCounts())
        .keyBy(count -> count.f0)
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .aggregate(new Sum(), new Popular(threshold));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  /** Twice the cell, and one more for STARTs. */
  private static int place(TaxiRide ride) {
    return ride.isStart()
        ? 2 * GeoUtils.mapToGridCell(ride.startLon(), ride.startLat()) + 1
        : 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static PopularPlace popular(int place, long windowEnd, int count) {
    return new PopularPlace(
        GeoUtils.getGridCellCenterLon(place / 2),
        GeoUtils.getGridCellCenterLat(place / 2),
        windowEnd,
        place % 2 == 1,
        count);
  }

  /** Counts what arrives between two watermarks, so that less goes over the network. */
  public static class LocalCounts extends AbstractStreamOperator<Tuple2<Integer, Integer>>
      implements OneInputStreamOperator<TaxiRide, Tuple2<Integer, Integer>> {

    private static final long serialVersionUID = 1L;

    private transient Map<Integer, StreamRecord<Tuple2<Integer, Integer>>> counts;

    @Override
    public void open() throws Exception {
      super.open();
      counts = new LinkedHashMap<>();
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) {
      int place = place(element.getValue());
      StreamRecord<Tuple2<Integer, Integer>> before = counts.get(place);
      int count = before == null ? 1 : before.getValue().f1 + 1;
      counts.put(place, new StreamRecord<>(Tuple2.of(place, count), element.getTimestamp()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      flush();
      super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
      flush();
      super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
      flush();
      super.finish();
    }

    private void flush() {
      counts.values().forEach(output::collect);
      counts.clear();
    }
  }

  /** Adds up counts. */
  public static class Sum implements AggregateFunction<Tuple2<Integer, Integer>, Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer add(Tuple2<Integer, Integer> part, Integer count) {
      return count + part.f1;
    }

    @Override
    public Integer getResult(Integer count) {
      return count;
    }

    @Override
    public Integer merge(Integer one, Integer other) {
      return one + other;
    }
  }

  /** Emits what is popular. */
  public static class Popular
      extends ProcessWindowFunction<Integer, PopularPlace, Integer, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private final int threshold;

    /**
     * Makes the function.
     *
     * @param threshold the least count that gives a result
     */
    public Popular(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void process(
        Integer place, Context context, Iterable<Integer> counts, Collector<PopularPlace> out) {
      int count = counts.iterator().next();
      if (count >= threshold) {
        out.collect(popular(place, context.window().getEnd(), count));
      }
    }
  }
}
