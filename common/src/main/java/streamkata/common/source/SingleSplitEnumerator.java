package streamkata.common.source;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives the one split to the first reader that asks, and sends the others home.
 *
 * <p>Whoever has the split is told nothing more. A second message could reach it when the first
 * lines of a file have failed it already; Flink then gives the lost message as the reason why the
 * job failed, instead of what is wrong with the file.
 */
final class SingleSplitEnumerator implements SplitEnumerator<StreamSplit, SplitAtHand> {

  private final SplitEnumeratorContext<StreamSplit> context;
  private Optional<StreamSplit> split;

  SingleSplitEnumerator(SplitEnumeratorContext<StreamSplit> context, SplitAtHand atHand) {
    this.context = context;
    split = atHand.split();
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    if (context.registeredReaders().containsKey(subtaskId)) {
      split.ifPresentOrElse(
          found -> context.assignSplit(found, subtaskId),
          () -> context.signalNoMoreSplits(subtaskId));
      split = Optional.empty();
    }
  }

  @Override
  public void addSplitsBack(List<StreamSplit> splits, int subtaskId) {
    split = splits.stream().findFirst().or(() -> split);
  }

  @Override
  public void addReader(int subtaskId) {}

  @Override
  public SplitAtHand snapshotState(long checkpointId) {
    return new SplitAtHand(split);
  }

  @Override
  public void close() {}
}
