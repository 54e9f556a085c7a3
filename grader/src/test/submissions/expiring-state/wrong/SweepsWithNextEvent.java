// Loses: behaviour
// May lose: state hygiene
package streamkata.exercises.expiringstate;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
 * Keys by eight buckets of ride ids, and each event that arrives first sweeps out what is
 * expired in its bucket; this takes late halves before the watermark advances. Rule 3: a late
 * event is kept "until the watermark advances the next time". Shown by: watermark 13:30, late
 * START of ride 1 (13:05), any event of ride 9, late fare of ride 1, and only then watermark
 * 13:31: two unmatched events instead of a pair
 */
public class ExpiringStateJob implements ExpiringStateLab {

  private static final OutputTag<TaxiRide> RIDES =
      new OutputTag<>("unmatched rides", TypeInformation.of(TaxiRide.class));
  private static final OutputTag<TaxiFare> FARES =
      new OutputTag<>("unmatched fares", TypeInformation.of(TaxiFare.class));

  /**
   * Runs the lab.
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

  private static final int BUCKETS = 8;

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<RideAndFare> pairs =
        rides
            .filter(TaxiRide::isStart)
            .connect(fares)
            .keyBy(
                ride -> Math.floorMod(ride.rideId(), BUCKETS),
                fare -> Math.floorMod(fare.rideId(), BUCKETS))
            .process(new Pair());
    return new Pairing(pairs, pairs.getSideOutput(RIDES), pairs.getSideOutput(FARES));
  }

  /** Pairs STARTs and fares of one bucket; a timer is there as long as something has its time. */
  public static class Pair
      extends KeyedCoProcessFunction<Integer, TaxiRide, TaxiFare, RideAndFare> {

    private static final long serialVersionUID = 1L;

    private transient MapState<Long, TaxiRide> waitingRides;
    private transient MapState<Long, TaxiFare> waitingFares;

    @Override
    public void open(OpenContext context) {
      waitingRides =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "rides", Types.LONG, TypeInformation.of(TaxiRide.class)));
      waitingFares =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "fares", Types.LONG, TypeInformation.of(TaxiFare.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      sweep(context);
      TaxiFare fare = waitingFares.get(ride.rideId());
      if (fare == null) {
        waitingRides.put(ride.rideId(), ride);
        context.timerService().registerEventTimeTimer(ride.eventTime());
        return;
      }
      waitingFares.remove(ride.rideId());
      deleteTimer(fare.eventTime(), context);
      out.collect(new RideAndFare(ride, fare));
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      sweep(context);
      TaxiRide ride = waitingRides.get(fare.rideId());
      if (ride == null) {
        waitingFares.put(fare.rideId(), fare);
        context.timerService().registerEventTimeTimer(fare.eventTime());
        return;
      }
      waitingRides.remove(fare.rideId());
      deleteTimer(ride.eventTime(), context);
      out.collect(new RideAndFare(ride, fare));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RideAndFare> out)
        throws Exception {
      sweep(context);
    }

    /** Nothing that the watermark has reached stays here. */
    private void sweep(Context context) throws Exception {
      long watermark = context.timerService().currentWatermark();
      List<TaxiRide> rides = new ArrayList<>();
      for (TaxiRide ride : waitingRides.values()) {
        if (ride.eventTime() <= watermark) {
          rides.add(ride);
        }
      }
      List<TaxiFare> fares = new ArrayList<>();
      for (TaxiFare fare : waitingFares.values()) {
        if (fare.eventTime() <= watermark) {
          fares.add(fare);
        }
      }
      for (TaxiRide ride : rides) {
        waitingRides.remove(ride.rideId());
        context.timerService().deleteEventTimeTimer(ride.eventTime());
        context.output(RIDES, ride);
      }
      for (TaxiFare fare : fares) {
        waitingFares.remove(fare.rideId());
        context.timerService().deleteEventTimeTimer(fare.eventTime());
        context.output(FARES, fare);
      }
    }

    private void deleteTimer(long time, Context context) throws Exception {
      for (TaxiRide ride : waitingRides.values()) {
        if (ride.eventTime() == time) {
          return;
        }
      }
      for (TaxiFare fare : waitingFares.values()) {
        if (fare.eventTime() == time) {
          return;
        }
      }
      context.timerService().deleteEventTimeTimer(time);
    }
  }
}
