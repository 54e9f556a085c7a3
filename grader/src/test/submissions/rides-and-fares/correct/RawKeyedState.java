package streamkata.exercises.ridesandfares;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
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
 * Right, unusual: an operator of its own has the halves in memory and writes them as raw keyed
 * state, one piece for each key group, from which any parallelism can restore.
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

  /** Writes and reads the bytes of its state itself. */
  public static class Pairs extends AbstractStreamOperator<RideAndFare>
      implements TwoInputStreamOperator<TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient Map<Long, TaxiRide> starts;
    private transient Map<Long, TaxiFare> paid;
    private transient TypeSerializer<TaxiRide> rideSerializer;
    private transient TypeSerializer<TaxiFare> fareSerializer;

    @Override
    protected boolean isUsingCustomRawKeyedState() {
      return true;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      starts = new HashMap<>();
      paid = new HashMap<>();
      rideSerializer =
          TypeInformation.of(TaxiRide.class)
              .createSerializer(getExecutionConfig().getSerializerConfig());
      fareSerializer =
          TypeInformation.of(TaxiFare.class)
              .createSerializer(getExecutionConfig().getSerializerConfig());
      for (KeyGroupStatePartitionStreamProvider piece : context.getRawKeyedStateInputs()) {
        DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(piece.getStream());
        for (int rest = in.readInt(); rest > 0; rest--) {
          TaxiRide ride = rideSerializer.deserialize(in);
          starts.put(ride.rideId(), ride);
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
          TaxiFare fare = fareSerializer.deserialize(in);
          paid.put(fare.rideId(), fare);
        }
      }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      Map<Integer, List<TaxiRide>> startsByGroup = new HashMap<>();
      for (TaxiRide ride : starts.values()) {
        startsByGroup.computeIfAbsent(group(ride.rideId()), g -> new ArrayList<>()).add(ride);
      }
      Map<Integer, List<TaxiFare>> paidByGroup = new HashMap<>();
      for (TaxiFare fare : paid.values()) {
        paidByGroup.computeIfAbsent(group(fare.rideId()), g -> new ArrayList<>()).add(fare);
      }
      KeyedStateCheckpointOutputStream stream = context.getRawKeyedOperatorStateOutput();
      DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(stream);
      for (int group : stream.getKeyGroupList()) {
        stream.startNewKeyGroup(group);
        List<TaxiRide> groupStarts = startsByGroup.getOrDefault(group, List.of());
        out.writeInt(groupStarts.size());
        for (TaxiRide ride : groupStarts) {
          rideSerializer.serialize(ride, out);
        }
        List<TaxiFare> groupPaid = paidByGroup.getOrDefault(group, List.of());
        out.writeInt(groupPaid.size());
        for (TaxiFare fare : groupPaid) {
          fareSerializer.serialize(fare, out);
        }
        out.flush();
      }
    }

    private int group(long rideId) {
      return KeyGroupRangeAssignment.assignToKeyGroup(
          rideId, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    }

    @Override
    public void processElement1(StreamRecord<TaxiRide> element) {
      TaxiRide ride = element.getValue();
      if (!ride.isStart()) {
        return;
      }
      TaxiFare fare = paid.remove(ride.rideId());
      if (fare == null) {
        starts.put(ride.rideId(), ride);
      } else {
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare), element.getTimestamp()));
      }
    }

    @Override
    public void processElement2(StreamRecord<TaxiFare> element) {
      TaxiFare fare = element.getValue();
      TaxiRide ride = starts.remove(fare.rideId());
      if (ride == null) {
        paid.put(fare.rideId(), fare);
      } else {
        output.collect(new StreamRecord<>(new RideAndFare(ride, fare), element.getTimestamp()));
      }
    }
  }
}
