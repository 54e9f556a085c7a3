// Loses: behaviour
// Says: 2013-01-04 13:07:23
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * An operator of its own that cuts watermarks to whole seconds and drops those that repeat, to
 * spare the network. Rule 3: "Watermarks pass through it unchanged". Shown by: watermark
 * 13:59:59.999 (comes out as 13:59:59.000), and an hourly window or an event-time timer of
 * 13:59:59.500 after the lab: it does not fire; watermarks at whole seconds are right; also
 * the last watermark of a bounded input, Long.MAX_VALUE, comes out smaller
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.transform("cleanse", rides.getType(), new Cleanse());
  }

  /** Keeps rides in NYC. */
  public static class Cleanse extends AbstractStreamOperator<TaxiRide>
      implements OneInputStreamOperator<TaxiRide, TaxiRide> {

    private static final long serialVersionUID = 1L;

    private transient long last;

    @Override
    public void open() throws Exception {
      super.open();
      last = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) {
      if (isInNYC(element.getValue())) {
        output.collect(element);
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      long second = mark.getTimestamp() - mark.getTimestamp() % 1000;
      if (second > last) {
        last = second;
        super.processWatermark(new Watermark(second));
      }
    }
  }
}
