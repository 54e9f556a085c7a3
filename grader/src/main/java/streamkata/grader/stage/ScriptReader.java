package streamkata.grader.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import streamkata.common.model.Event;
import streamkata.grader.scenario.Step;

/** Plays its lanes of the script step by step, and waits at each gate until the run opens it. */
final class ScriptReader<T extends Event> implements SourceReader<T, Lane> {

  private final Run run;
  private final Class<T> eventType;
  private final int subtask;
  private final Run.Attempt attempt;
  private final List<Lane> lanes = new ArrayList<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private int position;

  ScriptReader(Run run, Class<T> eventType, int subtask) {
    this.run = run;
    this.eventType = eventType;
    this.subtask = subtask;
    this.attempt = run.readerStarted(eventType, subtask);
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    while (!lanes.isEmpty() && position < run.steps().size()) {
      Step step = run.steps().get(position);
      if (step instanceof Step.Gate) {
        if (!passes()) {
          return InputStatus.NOTHING_AVAILABLE;
        }
        position++;
      } else if (step instanceof Step.Watermark watermark) {
        position++;
        output.emitWatermark(new Watermark(watermark.time()));
      } else if (step instanceof Step.Close) {
        return InputStatus.END_OF_INPUT;
      } else if (step instanceof Step.Emit emit && isMine(emit.event())) {
        position++;
        output.collect(eventType.cast(emit.event()), emit.event().eventTime());
        return InputStatus.MORE_AVAILABLE;
      } else {
        position++;
      }
    }
    if (!lanes.isEmpty()) {
      passes();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  private boolean passes() {
    if (subtask == 0 && run.isToFail(attempt)) {
      throw new ScriptedFault();
    }
    available = run.arriveAt(position, attempt, eventType, subtask);
    return available.isDone() && run.isOpen(position, attempt);
  }

  private boolean isMine(Event event) {
    if (!eventType.isInstance(event)) {
      return false;
    }
    int lane = run.laneOf(event);
    for (Lane mine : lanes) {
      if (mine.number() == lane) {
        return position >= mine.position();
      }
    }
    return false;
  }

  @Override
  public List<Lane> snapshotState(long checkpointId) {
    return lanes.stream().map(lane -> new Lane(lane.number(), position)).toList();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<Lane> added) {
    lanes.addAll(added);
    position = lanes.stream().mapToInt(Lane::position).min().orElse(0);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {}
}
