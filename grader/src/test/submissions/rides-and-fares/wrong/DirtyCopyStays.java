// Loses: state hygiene
// Says: keyed state "start" of "pair": 260 entries
package streamkata.exercises.ridesandfares;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
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
 * An operator of its own with halves in memory, written into keyed state before each barrier;
 * a pair that is complete later takes both halves out of memory, but the copy that the
 * checkpoint has made stays in keyed state. Rule 5: when it emits a pair, "it deletes
 * everything of that ride from state". Shown by: a START (or a fare) that waits, a checkpoint,
 * its partner, then the size of the next checkpoint: the half is still in it (pairs with no
 * checkpoint between their halves, and pairs after a restore, are right)
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
        .keyBy(TaxiRide::rideId, TaxiFare::rideId, Types.LONG)
        .transform("pair", TypeInformation.of(RideAndFare.class), new Pairs());
  }

  /** Writes halves only if they wait at a checkpoint. */
  public static class Pairs extends AbstractStreamOperator<RideAndFare>
      implements TwoInputStreamOperator<TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient Map<Long, TaxiRide> starts;
    private transient Map<Long, TaxiFare> fares;
    private transient ValueState<TaxiRide> savedStart;
    private transient ValueState<TaxiFare> savedFare;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      starts = new HashMap<>();
      fares = new HashMap<>();
      savedStart =
          context
              .getKeyedStateStore()
              .getState(new ValueStateDescriptor<>("start", TypeInformation.of(TaxiRide.class)));
      savedFare =
          context
              .getKeyedStateStore()
              .getState(new ValueStateDescriptor<>("fare", TypeInformation.of(TaxiFare.class)));
    }

    @Override
    public void processElement1(StreamRecord<TaxiRide> element) throws Exception {
      TaxiRide ride = element.getValue();
      if (!ride.isStart()) {
        return;
      }
      TaxiFare fare = fares.remove(ride.rideId());
      if (fare == null) {
        fare = savedFare.value();
        savedFare.clear();
      }
      if (fare == null) {
        starts.put(ride.rideId(), ride);
      } else {
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare), element.getTimestamp()));
      }
    }

    @Override
    public void processElement2(StreamRecord<TaxiFare> element) throws Exception {
      TaxiFare fare = element.getValue();
      TaxiRide ride = starts.remove(fare.rideId());
      if (ride == null) {
        ride = savedStart.value();
        savedStart.clear();
      }
      if (ride == null) {
        fares.put(fare.rideId(), fare);
      } else {
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare), element.getTimestamp()));
      }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
      super.prepareSnapshotPreBarrier(checkpointId);
      for (TaxiRide ride : starts.values()) {
        setCurrentKey(ride.rideId());
        savedStart.update(ride);
      }
      for (TaxiFare fare : fares.values()) {
        setCurrentKey(fare.rideId());
        savedFare.update(fare);
      }
    }
  }
}
