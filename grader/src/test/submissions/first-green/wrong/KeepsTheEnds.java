// Loses: behaviour
// Says: START
package streamkata.exercises.step01;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

public class FirstGreen implements Steps.FirstGreen {

  @Override
  public DataStream<TaxiRide> starts(DataStream<TaxiRide> rides) {
    return rides.filter(ride -> !ride.isStart());
  }
}
