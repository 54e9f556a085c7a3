package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: a ReducingState of RideAndFare merges halves, each a pair with a null; whoever completes the pair clears it.
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
        .connect(fares)
        .keyBy(TaxiRide::rideId, TaxiFare::rideId)
        .process(new Pair());
  }

  /** Pairs START and fare of one ride. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ReducingState<RideAndFare> pair;

    @Override
    public void open(OpenContext context) {
      pair =
          getRuntimeContext()
              .getReducingState(
                  new ReducingStateDescriptor<>("pair", Pair::merge, RideAndFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      add(new RideAndFare(ride, null), out);
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      add(new RideAndFare(null, fare), out);
    }


    private void add(RideAndFare half, Collector<RideAndFare> out) throws Exception {
      pair.add(half);
      RideAndFare merged = pair.get();
      if (merged.ride() != null && merged.fare() != null) {
        pair.clear();
        out.collect(merged);
      }
    }

    private static RideAndFare merge(RideAndFare one, RideAndFare other) {
      return new RideAndFare(
          one.ride() == null ? other.ride() : one.ride(),
          one.fare() == null ? other.fare() : one.fare());
    }
  }
}
