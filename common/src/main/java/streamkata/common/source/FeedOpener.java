package streamkata.common.source;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.metrics.Counter;

/** Opens a feed where it is read, on a worker of the cluster. */
@FunctionalInterface
interface FeedOpener<T> extends Serializable {

  /** Opens the feed; it counts the records that it skips. */
  Feed<T> open(Counter skipped) throws IOException;
}
