package streamkata.grader.stage;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import streamkata.grader.submission.LabMistake;

/** Writes a stream into a {@link Ledger}; its state is how long the ledger was. */
final class LedgerSink<T> implements Sink<T>, SupportsWriterState<T, Integer> {

  private static final long serialVersionUID = 1L;

  private final String runId;
  private final String output;
  private final Class<T> type;

  LedgerSink(String runId, String output, Class<T> type) {
    this.runId = runId;
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
    Run run = Run.withId(runId);
    run.usesClassLoaderOfThisThread();
    Ledger ledger = run.ledger(output);
    ledger.rollBackTo(size);
    return new Writer<>(ledger, type);
  }

  private record Writer<T>(Ledger ledger, Class<T> type) implements StatefulSinkWriter<T, Integer> {

    @Override
    public void write(T result, Context context) {
      // A raw type or an unchecked cast can bring anything here.
      Object any = result;
      if (any != null && !type.isInstance(any)) {
        throw new LabMistake(
            "A result is a %s and not a %s: is there a raw type or an unchecked cast?"
                .formatted(any.getClass().getName(), type.getSimpleName()));
      }
      ledger.add(result);
    }

    @Override
    public List<Integer> snapshotState(long checkpointId) {
      return List.of(ledger.size());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {}

    @Override
    public void close() {}
  }
}
