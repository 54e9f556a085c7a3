package streamkata.grader.labs.rain;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/** The contract of a lab with a third kind of event, and two inputs of that kind. */
public interface RainLab {

  /**
   * Finds for each START the stations whose last report before it says that it rains; a START waits
   * until the watermarks of all inputs have reached its time.
   */
  DataStream<WetRide> wet(
      DataStream<TaxiRide> rides, DataStream<RainReport> north, DataStream<RainReport> south);
}
