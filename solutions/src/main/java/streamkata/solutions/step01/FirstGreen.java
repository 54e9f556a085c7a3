package streamkata.solutions.step01;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/** Reference solution of the step first-green. */
public class FirstGreen implements Steps.FirstGreen {

  @Override
  public DataStream<TaxiRide> starts(DataStream<TaxiRide> rides) {
    return rides.filter(ride -> ride.isStart());
  }
}
