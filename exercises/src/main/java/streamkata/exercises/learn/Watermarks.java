package streamkata.exercises.learn;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Emits a watermark after every scan: the largest time so far minus a bound. Real programs use
 * {@link WatermarkStrategy#forBoundedOutOfOrderness}, which emits one every 200 milliseconds of the
 * wall clock. For five scans that is too rare to see anything.
 */
final class Watermarks implements WatermarkGenerator<Scan> {

  private final long bound;
  private long largest = Long.MIN_VALUE;

  private Watermarks(Duration bound) {
    this.bound = bound.toMillis();
  }

  /** The strategy: times of scans as event times, and these watermarks. */
  static WatermarkStrategy<Scan> after(Duration bound) {
    return WatermarkStrategy.<Scan>forGenerator(context -> new Watermarks(bound))
        .withTimestampAssigner((scan, previous) -> scan.time());
  }

  @Override
  public void onEvent(Scan scan, long time, WatermarkOutput output) {
    largest = Math.max(largest, time);
    output.emitWatermark(new Watermark(largest - bound));
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // All watermarks are emitted in onEvent.
  }
}
