package streamkata.common.source;

import java.io.Closeable;
import java.io.IOException;

/**
 * The events of a feed in the order in which they arrive: each is delayed a little, for a
 * pseudo-random time that depends on the seed and its number, and so overtakes others.
 *
 * <p>The feed is read ahead until no event that is still to be read can arrive before the first one
 * that waits. An event that is behind its predecessors in the feed already arrives with them, at
 * the earliest.
 */
final class Arrivals<T> implements Closeable {

  private final Feed<T> feed;
  private final long maxDelay;
  private final long seed;
  private final EventQueue<T> waiting = new EventQueue<>();

  private boolean isReadToTheEnd;
  private long lastReadNumber;
  private long latestTime;

  private long emitted;
  private long lastArrival;
  private long lastNumber;

  /**
   * Goes to a position in a feed.
   *
   * @param feed the feed, from which nothing has been read
   * @param maxDelay the longest delay in milliseconds
   * @param seed determines the delays
   * @param position where to begin
   */
  Arrivals(Feed<T> feed, long maxDelay, long seed, StreamPosition position) throws IOException {
    this.feed = feed;
    this.maxDelay = maxDelay;
    this.seed = seed;
    emitted = position.emitted();
    lastArrival = position.lastArrival();
    lastNumber = position.lastNumber();
    lastReadNumber = position.resumeNumber() - 1;
    latestTime = position.resumeTime();
    feed.seek(position.resumeNumber(), position.resumeTime());
  }

  /** Whether there is another event. */
  boolean hasNext() throws IOException {
    while (!isReadToTheEnd && (waiting.isEmpty() || waiting.time() > latestTime)) {
      read();
    }
    return !waiting.isEmpty();
  }

  private void read() throws IOException {
    T event = feed.next();
    if (event == null) {
      isReadToTheEnd = true;
      return;
    }
    long number = feed.number();
    long time = feed.timeOf(event);
    lastReadNumber = number;
    latestTime = Math.max(latestTime, time);
    long arrival = Math.max(latestTime, time + Draws.upTo(maxDelay, seed, number));
    if (EventQueue.isBefore(lastArrival, lastNumber, arrival, number)) {
      waiting.add(arrival, number, latestTime, event);
    }
  }

  /** When the next event arrives, in milliseconds of event time; {@link #hasNext} must be true. */
  long nextArrival() {
    return waiting.time();
  }

  /** Takes the next event; {@link #hasNext} must be true. */
  T next() {
    lastArrival = waiting.time();
    lastNumber = waiting.number();
    emitted++;
    return waiting.remove();
  }

  /** The event time of an event, in milliseconds. */
  long timeOf(T event) {
    return feed.timeOf(event);
  }

  /** How many events have been taken, since the beginning of the stream. */
  long emitted() {
    return emitted;
  }

  /** The position behind the event that was taken last. */
  StreamPosition position() {
    boolean isAllEmitted = waiting.isEmpty();
    return new StreamPosition(
        emitted,
        lastArrival,
        lastNumber,
        isAllEmitted ? lastReadNumber + 1 : waiting.smallestNumber(),
        isAllEmitted ? latestTime : waiting.markOfSmallestNumber());
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
