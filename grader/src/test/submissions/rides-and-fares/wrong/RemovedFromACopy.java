// Loses: state hygiene
// Says: call update with what is left
package streamkata.exercises.ridesandfares;

import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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
        .keyBy(TaxiRide::rideId)
        .connect(fares.keyBy(TaxiFare::rideId))
        .process(new PairUp())
        .uid("pair");
  }

  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private transient ListState<TaxiRide> rides;
    private transient ListState<TaxiFare> fares;

    @Override
    public void open(OpenContext context) {
      rides = getRuntimeContext().getListState(new ListStateDescriptor<>("rides", TaxiRide.class));
      fares = getRuntimeContext().getListState(new ListStateDescriptor<>("fares", TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = takeOne(fares);
      if (fare == null) {
        rides.add(ride);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = takeOne(rides);
      if (ride == null) {
        fares.add(fare);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }

    private static <T> T takeOne(ListState<T> waiting) throws Exception {
      Iterator<T> elements = waiting.get().iterator();
      if (!elements.hasNext()) {
        return null;
      }
      T one = elements.next();
      elements.remove();
      if (!waiting.get().iterator().hasNext()) {
        waiting.clear();
      }
      return one;
    }
  }
}
