package streamkata.exercises.step02;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 2: one result for each driver. (5 minutes)
 *
 * <p>Before: exercises/learn/2-keys.md
 *
 * <p>For each END event, emit the longest ride of the same driver so far. The comparison is written.
 * The key is wrong: all rides have the same key, so the program finds one longest ride for the
 * whole city.
 *
 * <p>Delete the first line, save, and read the message. Then write the right key.
 */
public class LongestRide implements Steps.LongestRide {

  @Override
  public DataStream<TaxiRide> longest(DataStream<TaxiRide> ends) {
    if (true) throw new MissingSolutionException(); // delete this line
    return ends.keyBy(ride -> 0L)
        .reduce((longest, ride) -> minutes(ride) > minutes(longest) ? ride : longest);
  }

  private static long minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000;
  }
}
