package streamkata.common.source;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits a stream at its pace. While an event is not due yet, no thread waits for it: {@link
 * #isAvailable} says when to ask again.
 */
final class FeedReader<T> implements SourceReader<T, StreamSplit> {

  /** How a split is read. */
  @FunctionalInterface
  interface Opener<T> {
    Arrivals<T> open(StreamPosition position) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

  private final SourceReaderContext context;
  private final String streamName;
  private final Opener<T> opener;
  private final long lastPosition;
  private final Pacer pacer;
  private final LongFunction<CompletableFuture<Void>> alarm;
  private final Counter numRecordsIn;

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean isWithoutSplit;
  private StreamSplit split;
  private Arrivals<T> arrivals;

  /**
   * A reader without a split.
   *
   * @param streamName what the log calls the stream
   * @param opener opens the stream at a position
   * @param lastPosition how many events there are to be at most, since the beginning of the stream
   * @param pacer tells when events are due
   * @param alarm gives a future that completes after so many milliseconds
   */
  FeedReader(
      SourceReaderContext context,
      String streamName,
      Opener<T> opener,
      long lastPosition,
      Pacer pacer,
      LongFunction<CompletableFuture<Void>> alarm) {
    this.context = context;
    this.streamName = streamName;
    this.opener = opener;
    this.lastPosition = lastPosition;
    this.pacer = pacer;
    this.alarm = alarm;
    numRecordsIn = context.metricGroup().getIOMetricGroup().getNumRecordsInCounter();
  }

  @Override
  public void start() {
    context.metricGroup().gauge("streamPosition", this::emitted);
    if (split == null) {
      context.sendSplitRequest();
    }
  }

  private long emitted() {
    Arrivals<T> current = arrivals;
    return current == null ? 0 : current.emitted();
  }

  @Override
  public void addSplits(List<StreamSplit> splits) {
    split = splits.get(0);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    isWithoutSplit = split == null;
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    if (split == null) {
      return isWithoutSplit ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (arrivals == null) {
      arrivals = opener.open(split.position());
      LOG.info("Stream {} goes on after event {}", streamName, arrivals.emitted());
    }
    if (arrivals.emitted() >= lastPosition || !arrivals.hasNext()) {
      return InputStatus.END_OF_INPUT;
    }
    long wait = pacer.millisUntil(arrivals.nextArrival());
    if (wait > 0) {
      available = alarm.apply(wait);
      return InputStatus.NOTHING_AVAILABLE;
    }
    T event = arrivals.next();
    output.collect(event, arrivals.timeOf(event));
    numRecordsIn.inc();
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public List<StreamSplit> snapshotState(long checkpointId) {
    if (arrivals != null) {
      split = new StreamSplit(arrivals.position());
      LOG.info(
          "Checkpoint {} has stream {} up to event {}",
          checkpointId,
          streamName,
          arrivals.emitted());
    }
    return split == null ? List.of() : List.of(split);
  }

  @Override
  public void close() throws IOException {
    available.complete(null);
    if (arrivals != null) {
      arrivals.close();
    }
  }
}
