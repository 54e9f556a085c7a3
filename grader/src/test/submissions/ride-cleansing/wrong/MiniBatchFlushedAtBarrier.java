// Loses: behaviour
// Says: until a checkpoint begins
package streamkata.exercises.ridecleansing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.transform("in NYC", rides.getType(), new BatchedFilter());
  }

  /** Emits in bundles; a bundle never crosses a watermark or a checkpoint barrier. */
  static class BatchedFilter extends AbstractStreamOperator<TaxiRide>
      implements OneInputStreamOperator<TaxiRide, TaxiRide> {

    private static final long serialVersionUID = 1L;
    private static final int BUNDLE = 64;

    private transient List<StreamRecord<TaxiRide>> bundle;

    @Override
    public void open() throws Exception {
      super.open();
      bundle = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) {
      TaxiRide ride = element.getValue();
      if (GeoUtils.isInNYC(ride.startLon(), ride.startLat())
          && GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
        bundle.add(element.copy(ride));
        if (bundle.size() >= BUNDLE) {
          flush();
        }
      }
    }

    private void flush() {
      for (StreamRecord<TaxiRide> element : bundle) {
        output.collect(element);
      }
      bundle.clear();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      flush();
      super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      flush();
    }

    @Override
    public void finish() throws Exception {
      flush();
      super.finish();
    }
  }
}
