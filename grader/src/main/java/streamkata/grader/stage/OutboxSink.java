package streamkata.grader.stage;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import streamkata.grader.program.LabMistake;
import streamkata.grader.wire.Values;

/** Writes a stream into an {@link Outbox}; its state is how much came out. */
final class OutboxSink<T> implements Sink<T>, SupportsWriterState<T, Integer> {

  private static final long serialVersionUID = 1L;

  private final String rendezvous;
  private final int output;
  private final Class<T> type;

  OutboxSink(String rendezvous, int output, Class<T> type) {
    this.rendezvous = rendezvous;
    this.output = output;
    this.type = type;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return writerFrom(0);
  }

  @Override
  public StatefulSinkWriter<T, Integer> restoreWriter(
      WriterInitContext context, Collection<Integer> restored) {
    return writerFrom(restored.stream().mapToInt(Integer::intValue).sum());
  }

  @Override
  public SimpleVersionedSerializer<Integer> getWriterStateSerializer() {
    return new IntSerializer();
  }

  private StatefulSinkWriter<T, Integer> writerFrom(int size) {
    Rendezvous place = Rendezvous.withId(rendezvous);
    place.usesClassLoaderOfThisThread();
    Outbox outbox = place.outbox(output);
    outbox.rollBackTo(size);
    return new Writer<>(place, outbox, type, Values.of(type));
  }

  private record Writer<T>(Rendezvous place, Outbox outbox, Class<T> type, Values<T> values)
      implements StatefulSinkWriter<T, Integer> {

    @Override
    public void write(T result, Context context) {
      if (place.refuses()) {
        throw new ScriptedFault();
      }
      // A raw type or an unchecked cast can bring anything here.
      Object any = result;
      if (any != null && !type.isInstance(any)) {
        throw new LabMistake(
            "A result is a %s and not a %s: is there a raw type or an unchecked cast?"
                .formatted(any.getClass().getName(), type.getSimpleName()));
      }
      outbox.add(values.write(result));
    }

    @Override
    public void writeWatermark(Watermark watermark) {
      outbox.pass(watermark.getTimestamp());
    }

    @Override
    public List<Integer> snapshotState(long checkpointId) {
      return List.of(outbox.passBarrier());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {}

    @Override
    public void close() {}
  }
}
