// Loses: behaviour, parallelism, rescale, state hygiene
// Says: has a buffer timeout of 60000 ms
package streamkata.exercises.expiringstate;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Gives the filter of the STARTs a buffer timeout of a minute, for throughput, so that a START
 * (and each watermark of the rides) stands in a network buffer until that is full or a minute
 * of the machine is over. Rule 1: a pair "as soon as both have arrived"; "the clock of the
 * machine means nothing". Input that shows it: a START and its fare, or a START and the
 * watermark of its time, and then nothing more arrives for some seconds: nothing comes out; a
 * checkpoint or a full buffer flushes it.
 */
public class ExpiringStateJob implements ExpiringStateLab {

  /** Runs the lab. */
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

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides.filter(TaxiRide::isStart).setParallelism(rides.getParallelism()).setBufferTimeout(60_000)
            .connect(fares)
            .keyBy(TaxiRide::rideId, TaxiFare::rideId)
            .process(new Pair())
            .name("pair")
            .uid("pair");
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  static class Pair extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> rideState;
    private transient ValueState<TaxiFare> fareState;

    @Override
    public void open(OpenContext context) {
      rideState = getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      fareState = getRuntimeContext().getState(new ValueStateDescriptor<>("fare", TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = fareState.value();
      if (fare == null) {
        rideState.update(ride);
        context.timerService().registerEventTimeTimer(ride.startTime());
      } else {
        fareState.clear();
        context.timerService().deleteEventTimeTimer(fare.startTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = rideState.value();
      if (ride == null) {
        fareState.update(fare);
        context.timerService().registerEventTimeTimer(fare.startTime());
      } else {
        rideState.clear();
        context.timerService().deleteEventTimeTimer(ride.startTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = rideState.value();
      if (ride != null) {
        rideState.clear();
        context.output(RIDES, ride);
      }
      TaxiFare fare = fareState.value();
      if (fare != null) {
        fareState.clear();
        context.output(FARES, fare);
      }
    }
  }
}
