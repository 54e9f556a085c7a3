// Loses: behaviour
// Says: expected nothing, got (null, fare of ride 47)
package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Emits what has no partner at the end of the input as a pair with null, from a timer at the
 * end of time, which it deletes when the pair is complete. Rule 2: it "emits a pair once, as
 * soon as both events have arrived"; a half without partner "stays in state for ever". Shown
 * by: a bounded input (or a savepoint with drain: watermark Long.MAX_VALUE on both inputs)
 * with a START or a fare whose partner never comes: (START, null) or (null, fare)
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
        .keyBy(TaxiRide::rideId, TaxiFare::rideId, Types.LONG)
        .process(new Pair());
  }

  /** Pairs the halves of a ride. */
  public static class Pair
      extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> start;
    private transient ValueState<TaxiFare> paid;

    @Override
    public void open(OpenContext context) {
      start =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("start", TypeInformation.of(TaxiRide.class)));
      paid =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("fare", TypeInformation.of(TaxiFare.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = paid.value();
      if (fare == null) {
        start.update(ride);
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      } else {
        paid.clear();
        context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = start.value();
      if (ride == null) {
        paid.update(fare);
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      } else {
        start.clear();
        context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      out.collect(new RideAndFare(start.value(), paid.value()));
      start.clear();
      paid.clear();
    }
  }
}
