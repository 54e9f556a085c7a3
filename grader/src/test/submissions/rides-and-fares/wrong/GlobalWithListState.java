// Loses: state hygiene, rescale
package streamkata.exercises.ridesandfares;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * All events go to the first instance, which keeps what waits in maps and saves them as list
 * state; a savepoint continued with more instances deals the list out, but events still go to
 * the first one only ("The same holds from a savepoint, at any parallelism").
 */
public class RidesAndFaresJob implements RidesAndFaresLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("rides-and-fares", args);
    job.makeFaultTolerant();
    job.print(new RidesAndFaresJob().pair(job.rides(), job.fares()));
    job.run();
  }

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        .global()
        .connect(fares.global())
        .process(new Pair())
        .name("pair")
        .uid("pair");
  }

  /** Pairs all rides in the first instance. */
  public static class Pair extends CoProcessFunction<TaxiRide, TaxiFare, RideAndFare>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient Map<Long, TaxiRide> rides;
    private transient Map<Long, TaxiFare> fares;
    private transient ListState<TaxiRide> savedRides;
    private transient ListState<TaxiFare> savedFares;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      rides = new HashMap<>();
      fares = new HashMap<>();
      savedRides =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("rides", TaxiRide.class));
      savedFares =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("fares", TaxiFare.class));
      for (TaxiRide ride : savedRides.get()) {
        rides.put(ride.rideId(), ride);
      }
      for (TaxiFare fare : savedFares.get()) {
        fares.put(fare.rideId(), fare);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      savedRides.update(new ArrayList<>(rides.values()));
      savedFares.update(new ArrayList<>(fares.values()));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out) {
      TaxiFare fare = fares.remove(ride.rideId());
      if (fare == null) {
        rides.put(ride.rideId(), ride);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out) {
      TaxiRide ride = rides.remove(fare.rideId());
      if (ride == null) {
        fares.put(fare.rideId(), fare);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }
  }
}
