package streamkata.grader.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import streamkata.grader.wire.Cue;

/** Gives each source instance its lanes when it first appears, and again when it lost them. */
final class LaneEnumerator implements SplitEnumerator<Lane, Integer> {

  /** State of an enumerator whose lanes are all with the readers. */
  static final int ALL_ASSIGNED = 1;

  private final SplitEnumeratorContext<Lane> context;
  private final Map<Integer, List<Lane>> unassigned = new TreeMap<>();

  LaneEnumerator(SplitEnumeratorContext<Lane> context, boolean fresh) {
    this.context = context;
    if (fresh) {
      for (int lane = 0; lane < Cue.LANES; lane++) {
        unassigned
            .computeIfAbsent(lane % context.currentParallelism(), reader -> new ArrayList<>())
            .add(new Lane(lane, 0));
      }
    }
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    List<Lane> lanes = unassigned.remove(subtask);
    if (lanes != null) {
      // All at once: a reader must not begin with some of its lanes.
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, lanes)));
    }
  }

  @Override
  public void addSplitsBack(List<Lane> lanes, int subtask) {
    unassigned.computeIfAbsent(subtask, reader -> new ArrayList<>()).addAll(lanes);
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {}

  @Override
  public Integer snapshotState(long checkpointId) {
    return ALL_ASSIGNED;
  }

  @Override
  public void close() {}
}
