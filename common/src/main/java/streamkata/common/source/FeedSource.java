package streamkata.common.source;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;

/**
 * A Flink source that emits a {@link Feed} event by event: paced by event time, a little out of
 * order, and after a restore from the next event on. It has one split; of several readers one has
 * something to do.
 */
final class FeedSource<T> implements Source<T, StreamSplit, SplitAtHand>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1;

  private final Class<T> eventType;
  private final FeedOpener<T> feed;
  private final boolean isEndless;
  private final double speed;
  private final long maxDelay;
  private final long seed;
  private final long events;

  /**
   * A source of the events of a feed.
   *
   * @param isEndless whether the feed has no end of its own
   */
  FeedSource(Class<T> eventType, FeedOpener<T> feed, boolean isEndless, TaxiOptions options) {
    this.eventType = eventType;
    this.feed = feed;
    this.isEndless = isEndless;
    speed = options.speed();
    maxDelay = options.maxDelay().toMillis();
    seed = options.seed();
    events = options.events();
  }

  @Override
  public Boundedness getBoundedness() {
    return isEndless && events == TaxiOptions.ALL_EVENTS
        ? Boundedness.CONTINUOUS_UNBOUNDED
        : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, StreamSplit> createReader(SourceReaderContext context) {
    Counter skipped = context.metricGroup().getNumRecordsInErrorsCounter();
    return new FeedReader<>(
        context,
        eventType.getSimpleName(),
        position -> new Arrivals<>(feed.open(skipped), maxDelay, seed, position),
        events,
        new Pacer(speed, System::nanoTime),
        millis ->
            new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS));
  }

  @Override
  public SplitEnumerator<StreamSplit, SplitAtHand> createEnumerator(
      SplitEnumeratorContext<StreamSplit> context) {
    return new SingleSplitEnumerator(
        context, new SplitAtHand(Optional.of(new StreamSplit(StreamPosition.START))));
  }

  @Override
  public SplitEnumerator<StreamSplit, SplitAtHand> restoreEnumerator(
      SplitEnumeratorContext<StreamSplit> context, SplitAtHand checkpoint) {
    return new SingleSplitEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<StreamSplit> getSplitSerializer() {
    return new StreamSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<SplitAtHand> getEnumeratorCheckpointSerializer() {
    return new SplitAtHandSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(eventType);
  }
}
