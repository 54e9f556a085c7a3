package streamkata.grader.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import streamkata.grader.wire.Cue;
import streamkata.grader.wire.Values;

/** Reads the cues of its lanes one by one, and waits where there are no more. */
final class CueReader<T> implements SourceReader<T, Lane> {

  private final Rendezvous rendezvous;
  private final Rendezvous.Reader self;
  private final Rendezvous.Attempt attempt;
  private final Values<T> values;
  private final List<Lane> lanes = new ArrayList<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private int position;

  CueReader(Rendezvous rendezvous, int input, Class<T> eventType, int subtask) {
    this.rendezvous = rendezvous;
    this.self = new Rendezvous.Reader(input, subtask);
    this.values = Values.of(eventType);
    this.attempt = rendezvous.started(self);
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    while (!lanes.isEmpty()) {
      Cue cue = rendezvous.cue(position);
      if (cue == null) {
        available = rendezvous.arrive(position, attempt, self);
        if (available.isDone()) {
          continue;
        }
        return rendezvous.hasEnded(position)
            ? InputStatus.END_OF_INPUT
            : InputStatus.NOTHING_AVAILABLE;
      }
      position++;
      if (!cue.isFor(self.input())) {
        continue;
      }
      if (cue.isWatermark()) {
        output.emitWatermark(new Watermark(cue.time()));
      } else if (isMine(cue)) {
        output.collect(values.read(cue.event()), cue.time());
        return InputStatus.MORE_AVAILABLE;
      }
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  private boolean isMine(Cue cue) {
    return lanes.stream()
        .anyMatch(lane -> lane.number() == cue.lane() && position > lane.position());
  }

  @Override
  public List<Lane> snapshotState(long checkpointId) {
    rendezvous.spoilIfOrdered(checkpointId);
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
