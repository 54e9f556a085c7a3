// Loses: task failure
package streamkata.exercises.exactlyoncefiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * The committable holds the lines themselves, and its serialiser writes their number as one
 * byte: 300 events of one hour, the checkpoint completes, and a failure before the notification:
 * 44 of them have a line ("your program commits the line after the restore").
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  public static void main(String[] args) {
    LabJob job = LabJob.of("exactly-once-files", args);
    job.makeFaultTolerant();
    new ExactlyOnceFilesJob().write(job.rides(), job.outputDirectory());
    job.run();
  }

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    rides.sinkTo(new HourlyFiles(directory.toString())).name("files").uid("files");
  }

  static String hour(TaxiRide ride) {
    return HOUR.format(Instant.ofEpochMilli(ride.eventTime()));
  }

  static class HourlyFiles implements Sink<TaxiRide>, SupportsCommitter<Lines> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, Lines> createWriter(WriterInitContext context) {
      return new Buffer();
    }

    @Override
    public Committer<Lines> createCommitter(CommitterInitContext context) {
      return new Publisher(Path.of(directory));
    }

    @Override
    public SimpleVersionedSerializer<Lines> getCommittableSerializer() {
      return new LinesSerializer();
    }
  }

  /** A file that is to be written. */
  record Lines(String file, List<String> lines) {}

  static class Buffer implements CommittingSinkWriter<TaxiRide, Lines> {

    private Map<String, List<String>> byHour = new HashMap<>();

    @Override
    public void write(TaxiRide ride, Context context) {
      byHour.computeIfAbsent(hour(ride), none -> new ArrayList<>()).add(ride.toCsv());
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Lines> prepareCommit() {
      List<Lines> prepared = new ArrayList<>();
      byHour.forEach(
          (hour, lines) -> prepared.add(new Lines(hour + "/" + UUID.randomUUID() + ".csv", lines)));
      byHour = new HashMap<>();
      return prepared;
    }

    @Override
    public void close() {}
  }

  static class Publisher implements Committer<Lines> {

    private final Path directory;

    Publisher(Path directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<Lines>> requests) throws IOException {
      for (CommitRequest<Lines> request : requests) {
        Lines lines = request.getCommittable();
        Path visible = directory.resolve(lines.file());
        if (!Files.exists(visible)) {
          Path hidden = visible.resolveSibling("." + visible.getFileName());
          Files.createDirectories(visible.getParent());
          Files.write(hidden, lines.lines());
          Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    @Override
    public void close() {}
  }

  static class LinesSerializer implements SimpleVersionedSerializer<Lines> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Lines lines) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(lines.file());
      out.writeByte(lines.lines().size());
      for (String line : lines.lines()) {
        out.writeUTF(line);
      }
      return bytes.toByteArray();
    }

    @Override
    public Lines deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      String file = in.readUTF();
      int count = in.readUnsignedByte();
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        lines.add(in.readUTF());
      }
      return new Lines(file, lines);
    }
  }
}
