package streamkata.exercises.step01;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 1: your first green check. (5 minutes)
 *
 * <p>Before: exercises/learn/1-streams.md
 *
 * <p>The program below should keep the START events and drop the END events. It has one mistake.
 *
 * <ol>
 *   <li>Delete the line that throws the exception, and save. The check is red.
 *   <li>Read the message: the idea of the check ("look at"), what the grader expected, what your
 *       program emitted ("but was"), and the events that arrived ("fed in").
 *   <li>Mend the condition, and save. The check is green.
 * </ol>
 */
public class FirstGreen implements Steps.FirstGreen {

  @Override
  public DataStream<TaxiRide> starts(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
    return rides.filter(ride -> !ride.isStart());
  }
}
