package streamkata.common.source;

import java.io.Closeable;
import java.io.IOException;

/**
 * Events one after the other in a fixed order, usually that of event time, each with a number that
 * grows from event to event.
 */
interface Feed<T> extends Closeable {

  /**
   * Goes to an event. To be called once, before the first event is taken.
   *
   * @param number the number of the event; if there is none, the next one after it is meant
   * @param time the event time of that event, or anything less
   */
  void seek(long number, long time) throws IOException;

  /** The next event, or null if there is none. */
  T next() throws IOException;

  /** The number of the event that was taken last. */
  long number();

  /** The event time of an event, in milliseconds. */
  long timeOf(T event);

  @Override
  void close() throws IOException;
}
