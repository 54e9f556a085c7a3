// Below the functions: an operator with two inputs, its own timer service and list state.
package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class ExpiringStateJob implements ExpiringStateLab {

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("fares", TypeInformation.of(TaxiFare.class));

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .transform("pair", TypeInformation.of(RideAndFare.class), new PairOrGiveUp());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  static class PairOrGiveUp extends AbstractStreamOperator<RideAndFare>
      implements TwoInputStreamOperator<TaxiRide, TaxiFare, RideAndFare>,
          Triggerable<Long, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    private transient ListState<TaxiRide> rides;
    private transient ListState<TaxiFare> fares;
    private transient InternalTimerService<VoidNamespace> timers;

    @Override
    public void open() throws Exception {
      super.open();
      rides =
          getPartitionedState(new ListStateDescriptor<>("rides", TypeInformation.of(TaxiRide.class)));
      fares =
          getPartitionedState(new ListStateDescriptor<>("fares", TypeInformation.of(TaxiFare.class)));
      timers = getInternalTimerService("give-up", VoidNamespaceSerializer.INSTANCE, this);
    }

    @Override
    public void processElement1(StreamRecord<TaxiRide> record) throws Exception {
      TaxiRide ride = record.getValue();
      TaxiFare fare = takeFrom(fares);
      if (fare != null) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, fare.startTime());
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare), record.getTimestamp()));
      } else {
        rides.add(ride);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, ride.startTime());
      }
    }

    @Override
    public void processElement2(StreamRecord<TaxiFare> record) throws Exception {
      TaxiFare fare = record.getValue();
      TaxiRide ride = takeFrom(rides);
      if (ride != null) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, ride.startTime());
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare), record.getTimestamp()));
      } else {
        fares.add(fare);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, fare.startTime());
      }
    }

    @Override
    public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
      TaxiRide ride = takeFrom(rides);
      if (ride != null) {
        output.collect(RIDES, new StreamRecord<>(ride, timer.getTimestamp()));
      }
      TaxiFare fare = takeFrom(fares);
      if (fare != null) {
        output.collect(FARES, new StreamRecord<>(fare, timer.getTimestamp()));
      }
    }

    @Override
    public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {}

    /** The element that waits, if there is one; nothing is left behind. */
    private static <T> T takeFrom(ListState<T> state) throws Exception {
      Iterable<T> waiting = state.get();
      T element =
          waiting != null && waiting.iterator().hasNext() ? waiting.iterator().next() : null;
      state.clear();
      return element;
    }
  }
}
