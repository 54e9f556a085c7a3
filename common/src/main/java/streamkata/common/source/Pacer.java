package streamkata.common.source;

import java.util.function.LongSupplier;

/**
 * Tells when an event is due if event time is to pass at a certain speed. Time begins to run with
 * the first event that is asked about.
 *
 * <p>The clock is read only when the events that were due at the last reading are used up.
 */
final class Pacer {

  /** Shorter waits are not worth it: up to this much is emitted in one go. */
  private static final long SHORTEST_WAIT_MILLIS = 5;

  private static final double NANOS_PER_MILLI = 1e6;

  private final double speed;
  private final LongSupplier nanoClock;

  private boolean isRunning;
  private long firstTime;
  private long firstNanos;
  private long dueUpTo;

  /**
   * A pacer that has not begun to run.
   *
   * @param speed how many times faster than real time event time passes; 0 for as fast as it goes
   * @param nanoClock tells the time, in nanoseconds since whenever
   */
  Pacer(double speed, LongSupplier nanoClock) {
    this.speed = speed;
    this.nanoClock = nanoClock;
    dueUpTo = speed == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /** How long to wait for the time, in milliseconds of event time, to come; 0 if it has come. */
  long millisUntil(long time) {
    if (time <= dueUpTo) {
      return 0;
    }
    long nanos = nanoClock.getAsLong();
    if (!isRunning) {
      isRunning = true;
      firstTime = time;
      firstNanos = nanos;
    }
    dueUpTo = firstTime + (long) ((nanos - firstNanos) / NANOS_PER_MILLI * speed);
    return time <= dueUpTo
        ? 0
        : Math.max(SHORTEST_WAIT_MILLIS, (long) Math.ceil((time - dueUpTo) / speed));
  }
}
