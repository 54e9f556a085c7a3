package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: an operator of its own with two keyed inputs; ENDs are dropped inside it.
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
        .connect(fares)
        .keyBy(TaxiRide::rideId, TaxiFare::rideId, Types.LONG)
        .transform("pair", TypeInformation.of(RideAndFare.class), new PairOperator());
  }

  /** Pairs START and fare of the current key. */
  public static class PairOperator extends AbstractStreamOperator<RideAndFare>
      implements TwoInputStreamOperator<TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open() throws Exception {
      super.open();
      waitingRide =
          getPartitionedState(
              new ValueStateDescriptor<>("ride", TypeInformation.of(TaxiRide.class)));
      waitingFare =
          getPartitionedState(
              new ValueStateDescriptor<>("fare", TypeInformation.of(TaxiFare.class)));
    }

    @Override
    public void processElement1(StreamRecord<TaxiRide> element) throws Exception {
      TaxiRide ride = element.getValue();
      if (!ride.isStart()) {
        return;
      }
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
        return;
      }
      waitingFare.clear();
      output.collect(element.replace(new RideAndFare(ride, fare)));
    }

    @Override
    public void processElement2(StreamRecord<TaxiFare> element) throws Exception {
      TaxiFare fare = element.getValue();
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
        return;
      }
      waitingRide.clear();
      output.collect(element.replace(new RideAndFare(ride, fare)));
    }
  }
}
