// Loses: behaviour
// Says: until a checkpoint begins
package streamkata.exercises.ridesandfares;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    DataStream<RideAndFare> results = rides
        .filter(TaxiRide::isStart)
        // The same key on both sides: a START and its fare meet in the same instance.
        .keyBy(TaxiRide::rideId)
        .connect(fares.keyBy(TaxiFare::rideId))
        .process(new PairUp())
        .uid("pair-up");
    return results.transform("batch", results.getType(), new Batch<>());
  }

  /** Lets the first of START and fare wait for the second. */
  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    /** A START whose fare has not come yet; empty before and after. */
    private transient ValueState<TaxiRide> waitingRide;

    /** A fare whose START has not come yet; empty before and after. */
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting-ride", TaxiRide.class));
      waitingFare =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting-fare", TaxiFare.class));
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

  /** Collects results, and emits them in front of a barrier. */
  static class Batch<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    private transient List<StreamRecord<T>> batch;

    @Override
    public void open() throws Exception {
      super.open();
      batch = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<T> result) {
      batch.add(result.copy(result.getValue()));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      flush();
    }

    @Override
    public void finish() {
      flush();
    }

    private void flush() {
      batch.forEach(output::collect);
      batch.clear();
    }
  }
}
