// Loses: behaviour
// Says: END events are never emitted
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
 * Wrong: takes an event for a START if its endTime is 0, "which only a START has", so an END
 * whose meter reports endTime 0 (1970-01-01T00:00) is taken for a START: it is paired with the
 * fare or emitted as unmatched (END of ride 17 with endTime 0, fare of 17, START of 17).
 * README of all labs: "An END can carry an endTime at or before its startTime", times are "0
 * or later"; rule 1: "It ignores END events."
 */
public class ExpiringStateJob implements ExpiringStateLab {

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("unmatched-rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("unmatched-fares", TypeInformation.of(TaxiFare.class));

  public static void main(String[] args) {
    LabJob job = LabJob.of("expiring-state", args);
    job.makeFaultTolerant();
    Pairing pairing = new ExpiringStateJob().pair(job.rides(), job.fares());
    job.print(pairing.unmatchedRides());
    job.print(pairing.unmatchedFares());
    job.run();
  }

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(ride -> ride.endTime() == 0)
            .keyBy(TaxiRide::rideId)
            .connect(fares.keyBy(TaxiFare::rideId))
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
        context.timerService().deleteEventTimeTimer(fare.eventTime());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = rideState.value();
      if (ride == null) {
        fareState.update(fare);
        context.timerService().registerEventTimeTimer(fare.eventTime());
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
