package streamkata.exercises.step11;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

/**
 * Step 11: do not use the clock of the machine. (5 minutes)
 *
 * <p>Before: exercises/learn/6-event-time.md
 *
 * <p>For each fare, emit the start of the hour in which it was paid. The program asks the clock of
 * the machine. So the same fare has another hour tomorrow, or after a failure.
 *
 * <p>Delete the first line, save, and read which hour the program says. Then use the time that is
 * written in the fare.
 */
public class WallClock implements Steps.WallClock {

  private static final long HOUR = 3_600_000;

  @Override
  public DataStream<Steps.FareHour> hours(DataStream<TaxiFare> fares) {
    if (true) throw new MissingSolutionException(); // delete this line
    return fares.map(fare -> new Steps.FareHour(fare.rideId(), hour(System.currentTimeMillis())));
  }

  private static long hour(long time) {
    return time - time % HOUR;
  }
}
