// Loses: parallelism
// Says: , got nothing
package streamkata.exercises.ridecleansing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Keeps the box of the city in operator list state, so that a restored job goes on with the
 * box it began with; after a rescale upwards some instances get no box and drop everything.
 * Rules of every lab: a job "can also continue from a savepoint, at any parallelism"; rule 3:
 * it "remembers nothing". Shown by: savepoint at parallelism 1 (or 2), continued at 4, events
 * in NYC: most of them are dropped; failures and 4 to 1 are right
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
    return rides.filter(new InBox());
  }

  /** Keeps rides in the box of this job. */
  public static class InBox extends RichFilterFunction<TaxiRide> implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient List<double[]> boxes;
    private transient ListState<double[]> saved;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      saved =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>(
                      "box", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
      boxes = new ArrayList<>();
      if (context.isRestored()) {
        saved.get().forEach(boxes::add);
      } else {
        boxes.add(
            new double[] {
              GeoUtils.LON_WEST, GeoUtils.LON_EAST, GeoUtils.LAT_SOUTH, GeoUtils.LAT_NORTH
            });
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      saved.update(boxes);
    }

    @Override
    public boolean filter(TaxiRide ride) {
      for (double[] box : boxes) {
        if (contains(box, ride.startLon(), ride.startLat())
            && contains(box, ride.endLon(), ride.endLat())) {
          return true;
        }
      }
      return false;
    }

    private static boolean contains(double[] box, double lon, double lat) {
      return lon >= box[0] && lon <= box[1] && lat >= box[2] && lat <= box[3];
    }
  }
}
