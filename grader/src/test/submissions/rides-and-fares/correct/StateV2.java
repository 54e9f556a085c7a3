package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: the asynchronous state API of Flink 2 (enableAsyncState, descriptors of the
 * package state.v2), with the half that waits read in one step for both kinds.
 */
public class RidesAndFaresJob implements RidesAndFaresLab {

  /**
   * Runs the lab.
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
        .keyBy(TaxiRide::rideId)
        .enableAsyncState()
        .connect(fares.keyBy(TaxiFare::rideId).enableAsyncState())
        .process(new Pair());
  }

  /** Keeps the half that comes first. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient org.apache.flink.api.common.state.v2.ValueState<TaxiRide> waitingRide;
    private transient org.apache.flink.api.common.state.v2.ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext()
              .getState(
                  new org.apache.flink.api.common.state.v2.ValueStateDescriptor<>(
                      "ride", TypeInformation.of(TaxiRide.class)));
      waitingFare =
          getRuntimeContext()
              .getState(
                  new org.apache.flink.api.common.state.v2.ValueStateDescriptor<>(
                      "fare", TypeInformation.of(TaxiFare.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out) {
      waitingFare
          .asyncValue()
          .thenCompose(
              fare -> {
                if (fare == null) {
                  return waitingRide.asyncUpdate(ride);
                }
                out.collect(new RideAndFare(ride, fare));
                return waitingFare.asyncClear();
              });
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out) {
      waitingRide
          .asyncValue()
          .thenCompose(
              ride -> {
                if (ride == null) {
                  return waitingFare.asyncUpdate(fare);
                }
                out.collect(new RideAndFare(ride, fare));
                return waitingRide.asyncClear();
              });
    }
  }
}
