// Loses: behaviour
// Says: isStart() tells them apart
package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
 * Takes an event for a START if its endTime is 0, which an END can have too: an END with endTime 0 (at or before its start) pairs with the fare that waits.
 *
 * <p>LABS.md: "An END may carry an endTime at or before its startTime", times are "0 or later"; "END events ... pair with nothing".
 */
public class RidesAndFaresJob implements RidesAndFaresLab {

  public static void main(String[] args) {
    LabJob job = LabJob.of("rides-and-fares", args);
    job.makeFaultTolerant();
    job.print(new RidesAndFaresJob().pair(job.rides(), job.fares()));
    job.run();
  }

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(ride -> ride.endTime() == 0)
        .keyBy(TaxiRide::rideId)
        .connect(fares.keyBy(TaxiFare::rideId))
        .process(new Pair());
  }

  private static class Pair extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>("ride", TypeInformation.of(TaxiRide.class)));
      waitingFare =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>("fare", TypeInformation.of(TaxiFare.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
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
