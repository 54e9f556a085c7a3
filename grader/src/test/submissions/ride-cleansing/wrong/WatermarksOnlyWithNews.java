// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * An operator of its own passes a watermark on only if an event was kept since the last one, as
 * there is no news otherwise; time stands still for all operators after it while no ride in NYC
 * comes ("nothing is held back").
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.transform("cleanse", rides.getType(), new Cleanse());
  }

  /** Keeps rides within NYC. */
  public static class Cleanse extends AbstractStreamOperator<TaxiRide>
      implements OneInputStreamOperator<TaxiRide, TaxiRide> {

    private static final long serialVersionUID = 1L;

    private transient boolean hasNews;

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
      if (hasNews || watermark.equals(Watermark.MAX_WATERMARK)) {
        hasNews = false;
        super.processWatermark(watermark);
      }
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) {
      TaxiRide ride = element.getValue();
      if (isKept(ride)) {
        hasNews = true;
        output.collect(element);
      }
    }
  }

  private static boolean isKept(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
