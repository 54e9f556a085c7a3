package streamkata.exercises.exactlyoncefiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * Writes no file before the commit: the lines are in the committable, and so in the checkpoint. One
 * line is one file.
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    rides.sinkTo(new OneFileEach(directory.toString())).uid("files");
  }

  record Entry(String name, String text) {}

  static class OneFileEach implements Sink<TaxiRide>, SupportsCommitter<Entry> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    OneFileEach(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, Entry> createWriter(WriterInitContext context) {
      return new Collecting();
    }

    @Override
    public Committer<Entry> createCommitter(CommitterInitContext context) {
      return new Writing(directory);
    }

    @Override
    public SimpleVersionedSerializer<Entry> getCommittableSerializer() {
      return new EntrySerializer();
    }
  }

  static class Collecting implements CommittingSinkWriter<TaxiRide, Entry> {

    private List<Entry> entries = new java.util.ArrayList<>();

    @Override
    public void write(TaxiRide ride, Context context) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(Math.floorDiv(ride.eventTime(), 1000L), 0, ZoneOffset.UTC);
      entries.add(
          new Entry(
              "%tY-%<tm-%<td-%<tH/%s.csv".formatted(time, UUID.randomUUID()), ride.toCsv() + "\n"));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Entry> prepareCommit() {
      List<Entry> now = entries;
      entries = new java.util.ArrayList<>();
      return now;
    }

    @Override
    public void close() {}
  }

  static class Writing implements Committer<Entry> {

    private final String directory;

    Writing(String directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<Entry>> requests) throws IOException {
      for (CommitRequest<Entry> request : requests) {
        Path visible = Path.of(directory, request.getCommittable().name());
        if (Files.notExists(visible)) {
          Files.createDirectories(visible.getParent());
          Path hidden = Files.createTempFile(Path.of(directory), ".", "");
          Files.writeString(hidden, request.getCommittable().text());
          Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    @Override
    public void close() {}
  }

  static class EntrySerializer implements SimpleVersionedSerializer<Entry> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Entry entry) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(entry.name());
      byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
      return bytes.toByteArray();
    }

    @Override
    public Entry deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      String name = in.readUTF();
      byte[] text = new byte[in.readInt()];
      in.readFully(text);
      return new Entry(name, new String(text, StandardCharsets.UTF_8));
    }
  }
}
