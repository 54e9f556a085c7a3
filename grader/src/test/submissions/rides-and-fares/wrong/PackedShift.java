// Loses: behaviour, state hygiene
// Says: not to another ride of the same driver
package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Keeps both kinds of halves of a bucket in one MapState under (rideId << 1 | kind), which loses the highest bit: rides 5 and 5 + Long.MIN_VALUE, which differ by 2^63, pair with each other.
 *
 * <p>LABS.md: "Ids are any long"; "A START and a fare belong together if they have the same ride id. Nothing else counts."
 */
public class RidesAndFaresJob implements RidesAndFaresLab {

  public static void main(String[] args) {
    LabJob job = LabJob.of("rides-and-fares", args);
    job.makeFaultTolerant();
    job.print(new RidesAndFaresJob().pair(job.rides(), job.fares()));
    job.run();
  }

  private static final int BUCKETS = 256;

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        .keyBy(ride -> bucket(ride.rideId()))
        .connect(fares.keyBy(fare -> bucket(fare.rideId())))
        .process(new Pair());
  }

  private static int bucket(long rideId) {
    return (int) Math.floorMod(rideId, (long) BUCKETS);
  }

  private static class Pair
      extends KeyedCoProcessFunction<Integer, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    /** Halves: the id of the ride, and in the lowest bit whether it is a fare that waits. */
    private transient MapState<Long, RideAndFare> waiting;

    @Override
    public void open(OpenContext context) {
      waiting =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "waiting", Types.LONG, TypeInformation.of(RideAndFare.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      RideAndFare half = waiting.get(ride.rideId() << 1 | 1);
      if (half == null) {
        waiting.put(ride.rideId() << 1, new RideAndFare(ride, null));
      } else {
        waiting.remove(ride.rideId() << 1 | 1);
        out.collect(new RideAndFare(ride, half.fare()));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      RideAndFare half = waiting.get(fare.rideId() << 1);
      if (half == null) {
        waiting.put(fare.rideId() << 1 | 1, new RideAndFare(null, fare));
      } else {
        waiting.remove(fare.rideId() << 1);
        out.collect(new RideAndFare(half.ride(), fare));
      }
    }
  }
}
