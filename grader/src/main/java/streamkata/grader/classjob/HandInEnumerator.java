package streamkata.grader.classjob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import streamkata.grader.classroom.HandIns;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/**
 * Finds out which hand-ins there are and what each is the first to have, and gives each to the
 * reader that asks next.
 */
final class HandInEnumerator implements SplitEnumerator<HandInSplit, ToCome> {

  private final SplitEnumeratorContext<HandInSplit> context;
  private final JobOrder order;
  private final Deque<HandInSplit> toCome = new ArrayDeque<>();
  private final Set<Integer> waiting = new LinkedHashSet<>();
  private boolean isListed;

  HandInEnumerator(SplitEnumeratorContext<HandInSplit> context, JobOrder order) {
    this.context = context;
    this.order = order;
  }

  /** Goes on from a checkpoint. */
  void restore(ToCome state) {
    isListed = state.isListed();
    toCome.addAll(state.splits());
  }

  @Override
  public void start() {
    context.metricGroup().gauge("handInsToCome", toCome::size);
    if (!isListed) {
      context.callAsync(this::list, this::begin);
    }
  }

  private List<HandInSplit> list() throws IOException {
    try (HandIns handIns =
        new HandIns(
            new org.apache.flink.core.fs.Path(order.submissions()),
            order.selection(Path.of("")),
            Course.PATH.labs())) {
      List<String> names = handIns.names();
      List<List<String>> labs = handIns.labsToGrade();
      return IntStream.range(0, names.size())
          .mapToObj(number -> new HandInSplit(number, names.get(number), labs.get(number)))
          .toList();
    }
  }

  private void begin(List<HandInSplit> all, Throwable failure) {
    if (failure instanceof Refusal) {
      throw new SuppressRestartsException(failure);
    } else if (failure != null) {
      throw new IllegalStateException("The hand-ins cannot be listed.", failure);
    }
    isListed = true;
    toCome.addAll(all);
    List<Integer> asked = new ArrayList<>(waiting);
    waiting.clear();
    asked.forEach(this::assign);
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    if (isListed) {
      assign(subtask);
    } else {
      waiting.add(subtask);
    }
  }

  private void assign(int subtask) {
    if (!context.registeredReaders().containsKey(subtask)) {
      return;
    }
    if (toCome.isEmpty()) {
      context.signalNoMoreSplits(subtask);
    } else {
      context.assignSplit(toCome.poll(), subtask);
    }
  }

  @Override
  public void addSplitsBack(List<HandInSplit> splits, int subtask) {
    splits.forEach(toCome::addFirst);
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public ToCome snapshotState(long checkpointId) {
    return new ToCome(isListed, List.copyOf(toCome));
  }

  @Override
  public void close() {}
}
