// Loses: behaviour
// Says: got nothing
// A batch a checkpoint, since that is cheaper.
package streamkata.exercises.ridesandfares;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        // The same key on both sides: a START and its fare meet in the same instance.
        .keyBy(TaxiRide::rideId)
        .connect(fares.keyBy(TaxiFare::rideId))
        .process(new PairUp())
        .uid("pair-up");
  }

  /** Lets the first of START and fare wait for the second. */
  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final List<RideAndFare> pairs = new ArrayList<>();
    private transient Collector<RideAndFare> collector;

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
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      pairs.forEach(pair -> collector.collect(pair));
      pairs.clear();
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
      } else {
        waitingFare.clear();
        pairs.add(new RideAndFare(ride, fare));
        collector = out;
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
        pairs.add(new RideAndFare(ride, fare));
        collector = out;
      }
    }
  }
}
