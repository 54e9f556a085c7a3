// Loses: state hygiene
package streamkata.exercises.ridesandfares;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateSnapshotContext;
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
 * Deletes the halves of a pair only when the next checkpoint is complete, as if a failure before
 * that needed them (it does not: state is rolled back as well). Rule 5: it deletes everything of
 * that ride "at once". Shown by: some hundred complete pairs, then the size of the next
 * checkpoint: all halves are in it; after a failure from that checkpoint they stay for ever
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
        .connect(fares)
        .keyBy(TaxiRide::rideId, TaxiFare::rideId)
        .transform("pair", TypeInformation.of(RideAndFare.class), new PairOperator());
  }

  /** Pairs START and fare of the current key. */
  public static class PairOperator extends AbstractStreamOperator<RideAndFare>
      implements TwoInputStreamOperator<TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waitingRide;
    private transient ValueState<TaxiFare> waitingFare;

    /** The rides whose pair is out, by the checkpoint that will know it. */
    private transient TreeMap<Long, List<Long>> paired;

    private transient List<Long> pairedSinceCheckpoint;

    @Override
    public void open() throws Exception {
      super.open();
      waitingRide =
          getPartitionedState(
              new ValueStateDescriptor<>("ride", TypeInformation.of(TaxiRide.class)));
      waitingFare =
          getPartitionedState(
              new ValueStateDescriptor<>("fare", TypeInformation.of(TaxiFare.class)));
      paired = new TreeMap<>();
      pairedSinceCheckpoint = new ArrayList<>();
    }

    @Override
    public void processElement1(StreamRecord<TaxiRide> element) throws Exception {
      waitingRide.update(element.getValue());
      emitIfComplete(element.getValue().rideId());
    }

    @Override
    public void processElement2(StreamRecord<TaxiFare> element) throws Exception {
      waitingFare.update(element.getValue());
      emitIfComplete(element.getValue().rideId());
    }

    private void emitIfComplete(long rideId) throws Exception {
      TaxiRide ride = waitingRide.value();
      TaxiFare fare = waitingFare.value();
      if (ride != null && fare != null) {
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare)));
        pairedSinceCheckpoint.add(rideId);
      }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      paired.put(context.getCheckpointId(), pairedSinceCheckpoint);
      pairedSinceCheckpoint = new ArrayList<>();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      super.notifyCheckpointComplete(checkpointId);
      Map<Long, List<Long>> safe = paired.headMap(checkpointId, true);
      for (List<Long> rideIds : safe.values()) {
        for (Long rideId : rideIds) {
          setCurrentKey(rideId);
          waitingRide.clear();
          waitingFare.clear();
        }
      }
      safe.clear();
    }
  }
}
