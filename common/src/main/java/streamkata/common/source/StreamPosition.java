package streamkata.common.source;

/**
 * How far a stream of {@link Arrivals} has got, and what it takes to go on from there.
 *
 * <p>Arrivals come in order of arrival time and, at the same time, of their number in the feed. So
 * everything up to the last one has been emitted, and everything behind it has not.
 *
 * @param emitted how many events have been emitted
 * @param lastArrival the arrival time of the last one
 * @param lastNumber its number in the feed
 * @param resumeNumber the first number in the feed whose event has not been emitted
 * @param resumeTime the latest event time in the feed up to and including that event
 */
record StreamPosition(
    long emitted, long lastArrival, long lastNumber, long resumeNumber, long resumeTime) {

  /** The position before the first event. */
  static final StreamPosition START =
      new StreamPosition(0, Long.MIN_VALUE, Long.MIN_VALUE, 0, Long.MIN_VALUE);
}
