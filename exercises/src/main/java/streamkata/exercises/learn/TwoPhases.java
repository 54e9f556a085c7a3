package streamkata.exercises.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Sink with a committer: prepare before a checkpoint, commit when it is complete. */
public final class TwoPhases {

  private TwoPhases() {}

  /** Writes the parcels of three scans; the checkpoint is that at the end of the input. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.enableCheckpointing(60_000);

    env.fromData("A", "B", "C").sinkTo(new PrintInTwoPhases());

    env.execute("two-phases");
  }

  /** Says when it does what. */
  static class PrintInTwoPhases implements Sink<String>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public CommittingSinkWriter<String, String> createWriter(WriterInitContext context) {
      return new Preparing();
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
      return new Committing();
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
      return new TextSerializer();
    }
  }

  /** The first phase. */
  static class Preparing implements CommittingSinkWriter<String, String> {

    private final List<String> parcels = new ArrayList<>();

    @Override
    public void write(String parcel, Context context) {
      parcels.add(parcel);
      System.out.println("write " + parcel);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() { // before the snapshot
      if (parcels.isEmpty()) {
        return List.of();
      }
      String committable = String.join("+", parcels);
      parcels.clear();
      System.out.println("prepare " + committable);
      return List.of(committable); // goes into the checkpoint
    }

    @Override
    public void close() {}
  }

  /** The second phase. */
  static class Committing implements Committer<String> {

    @Override
    public void commit(Collection<CommitRequest<String>> requests) { // the checkpoint is complete
      for (CommitRequest<String> request : requests) {
        System.out.println("commit " + request.getCommittable());
      }
    }

    @Override
    public void close() {}
  }

  /** A committable as bytes. */
  static class TextSerializer implements SimpleVersionedSerializer<String> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
