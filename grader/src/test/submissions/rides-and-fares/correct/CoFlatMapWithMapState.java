// Connected first, keyed afterwards; the halves are entries of a MapState and a ListState.
package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.RichCoFlatMapFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .connect(fares)
        .keyBy(TaxiRide::rideId, TaxiFare::rideId)
        .flatMap(new PairUp())
        .name("pairs");
  }

  static class PairUp extends RichCoFlatMapFunction<TaxiRide, TaxiFare, RideAndFare> {

    private transient MapState<String, TaxiRide> rides;
    private transient ListState<TaxiFare> fares;

    @Override
    public void open(OpenContext context) {
      rides =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("rides", String.class, TaxiRide.class));
      fares =
          getRuntimeContext().getListState(new ListStateDescriptor<>("fares", TaxiFare.class));
    }

    @Override
    public void flatMap1(TaxiRide ride, Collector<RideAndFare> out) throws Exception {
      if (!ride.isStart()) {
        return;
      }
      boolean paired = false;
      for (TaxiFare fare : fares.get()) {
        out.collect(new RideAndFare(ride, fare));
        paired = true;
      }
      if (paired) {
        fares.clear();
      } else {
        rides.put("start", ride);
      }
    }

    @Override
    public void flatMap2(TaxiFare fare, Collector<RideAndFare> out) throws Exception {
      TaxiRide ride = rides.get("start");
      if (ride == null) {
        fares.add(fare);
      } else {
        rides.remove("start");
        out.collect(new RideAndFare(ride, fare));
      }
    }
  }
}
