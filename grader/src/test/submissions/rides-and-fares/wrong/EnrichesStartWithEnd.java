// Loses: behaviour
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
 * Completes a START that waits with the endTime of its END, so that the pair says more. Rule 1:
 * the pair has the START event; rule 3: END events are ignored. Shown by: START, END, fare of
 * one ride in this order: the ride in the pair has an endTime other than 0
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
        .connect(fares)
        .keyBy(TaxiRide::rideId, TaxiFare::rideId)
        .process(new Pair());
  }

  /** Keeps the half that comes first. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      waitingFare =
          getRuntimeContext().getState(new ValueStateDescriptor<>("fare", TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      if (!ride.isStart()) {
        complete(ride);
        return;
      }
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
        return;
      }
      waitingFare.clear();
      out.collect(new RideAndFare(ride, fare));
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
        return;
      }
      waitingRide.clear();
      out.collect(new RideAndFare(ride, fare));
    }
    private void complete(TaxiRide end) throws Exception {
      TaxiRide start = waitingRide.value();
      if (start != null) {
        waitingRide.update(
            new TaxiRide(
                start.rideId(),
                true,
                start.startTime(),
                end.endTime(),
                start.startLon(),
                start.startLat(),
                start.endLon(),
                start.endLat(),
                start.passengerCnt(),
                start.taxiId(),
                start.driverId()));
      }
    }
  }
}
