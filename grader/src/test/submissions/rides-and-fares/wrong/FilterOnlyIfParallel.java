// Loses: state hygiene
package streamkata.exercises.ridesandfares;


import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * ENDs are dropped before the network if the job has several instances, and inside the join if
 * it has one; without uids the id of the join depends on the operators before it, so a savepoint
 * of parallelism 1 does not fit 4, nor one of 4 fit 1 ("A job can also continue from a
 * savepoint, at any parallelism, and be rescaled again").
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
    boolean hasNetwork = rides.getExecutionEnvironment().getParallelism() > 1;
    DataStream<TaxiRide> sent = hasNetwork ? rides.filter(TaxiRide::isStart) : rides;
    return sent
        .connect(fares)
        .keyBy(TaxiRide::rideId, TaxiFare::rideId)
        .process(new Pair());
  }

  /** Pairs START and fare of one ride. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide = getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      waitingFare = getRuntimeContext().getState(new ValueStateDescriptor<>("fare", TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      if (!ride.isStart()) {
        return;
      }
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
      } else {
        waitingFare.clear();
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
      } else {
        waitingRide.clear();
        out.collect(new RideAndFare(ride, fare));
      }
    }

  }
}
