// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Counts in keyed state how many events of each taxi were dropped, for the workshop that repairs
 * the meters. Rule 3: "It remembers nothing." Shown by: events outside NYC of some hundred
 * taxis, then the size of the checkpoint; the results are right
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

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::taxiId).process(new Cleanse());
  }

  /** Keeps what is in NYC and counts the rest. */
  public static class Cleanse extends KeyedProcessFunction<Long, TaxiRide, TaxiRide> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> dropped;

    @Override
    public void open(OpenContext context) {
      dropped =
          getRuntimeContext().getState(new ValueStateDescriptor<>("dropped", Types.LONG));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TaxiRide> out)
        throws Exception {
      if (GeoUtils.isInNYC(ride.startLon(), ride.startLat())
          && GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
        out.collect(ride);
        return;
      }
      Long before = dropped.value();
      dropped.update(before == null ? 1 : before + 1);
    }
  }
}
