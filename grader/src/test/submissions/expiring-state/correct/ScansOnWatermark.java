package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: an operator of its own without timers; each watermark goes through the keys in state and emits what it has reached.
 */
public class ExpiringStateJob implements ExpiringStateLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("expiring-state", args);
    job.makeFaultTolerant();
    Pairing pairing = new ExpiringStateJob().pair(job.rides(), job.fares());
    job.print(pairing.unmatchedRides());
    job.print(pairing.unmatchedFares());
    job.run();
  }

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("unmatched rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("unmatched fares", TypeInformation.of(TaxiFare.class));
  private static final ValueStateDescriptor<TaxiRide> RIDE =
      new ValueStateDescriptor<>("ride", TypeInformation.of(TaxiRide.class));
  private static final ValueStateDescriptor<TaxiFare> FARE =
      new ValueStateDescriptor<>("fare", TypeInformation.of(TaxiFare.class));

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .transform("pair", TypeInformation.of(RideAndFare.class), new PairOperator());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** Has no timers: each watermark looks through what waits. */
  public static class PairOperator extends AbstractStreamOperator<RideAndFare>
      implements TwoInputStreamOperator<TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    @Override
    public void open() throws Exception {
      super.open();
      waitingRide = getPartitionedState(RIDE);
      waitingFare = getPartitionedState(FARE);
    }

    @Override
    public void processElement1(StreamRecord<TaxiRide> element) throws Exception {
      TaxiRide ride = element.getValue();
      TaxiFare fare = waitingFare.value();
      if (fare == null) {
        waitingRide.update(ride);
      } else {
        waitingFare.clear();
        output.collect(element.replace(new RideAndFare(ride, fare)));
      }
    }

    @Override
    public void processElement2(StreamRecord<TaxiFare> element) throws Exception {
      TaxiFare fare = element.getValue();
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFare.update(fare);
      } else {
        waitingRide.clear();
        output.collect(element.replace(new RideAndFare(ride, fare)));
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      expire(mark.getTimestamp());
      super.processWatermark(mark);
    }

    private void expire(long time) throws Exception {
      KeyedStateBackend<Long> backend = getKeyedStateBackend();
      backend.applyToAllKeys(
          VoidNamespace.INSTANCE,
          VoidNamespaceSerializer.INSTANCE,
          RIDE,
          (Long key, ValueState<TaxiRide> state) -> {
            TaxiRide ride = state.value();
            if (ride != null && ride.startTime() <= time) {
              state.clear();
              output.collect(RIDES, new StreamRecord<>(ride, ride.startTime()));
            }
          });
      backend.applyToAllKeys(
          VoidNamespace.INSTANCE,
          VoidNamespaceSerializer.INSTANCE,
          FARE,
          (Long key, ValueState<TaxiFare> state) -> {
            TaxiFare fare = state.value();
            if (fare != null && fare.startTime() <= time) {
              state.clear();
              output.collect(FARES, new StreamRecord<>(fare, fare.startTime()));
            }
          });
    }
  }
}
