// Loses: state hygiene
package streamkata.exercises.exactlyoncefiles;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * The state of the writer has the names of the files of the last checkpoint that had any, to
 * commit them once more after a restore, though the committer does that; they stay when the
 * files are committed ("Of a file that is committed, nothing is left in state").
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

  /** The hidden file of a file {@code HOUR/NAME.csv}; it is in the same folder. */
  static Path hidden(Path directory, String file) {
    Path visible = directory.resolve(file);
    return visible.resolveSibling("." + visible.getFileName());
  }

  /** Makes a file visible, if that has not been done. */
  static void publish(Path directory, String file) throws IOException {
    Path hidden = hidden(directory, file);
    if (Files.exists(hidden)) {
      Files.move(hidden, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  static class HourlyFiles implements Sink<TaxiRide>, SupportsCommitter<String>, SupportsWriterState<TaxiRide, String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public HiddenFiles createWriter(WriterInitContext context) {
      return new HiddenFiles(Path.of(directory), List.of());
    }

    @Override
    public HiddenFiles restoreWriter(WriterInitContext context, Collection<String> last) {
      return new HiddenFiles(Path.of(directory), last);
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
      return new TextSerializer();
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
      return new Publisher(Path.of(directory));
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
      return new TextSerializer();
    }
  }

  /** Writes one hidden file for each hour until the next checkpoint. */
  static class HiddenFiles implements CommittingSinkWriter<TaxiRide, String>, StatefulSinkWriter<TaxiRide, String> {

    private final Path directory;
    private final Map<String, BufferedWriter> open = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    /** The files of the last checkpoint with events. */
    private List<String> last;

    /** Whether they are to be committed once more. */
    private boolean isRestored;

    HiddenFiles(Path directory, Collection<String> restored) {
      this.directory = directory;
      last = new ArrayList<>(restored);
      isRestored = !last.isEmpty();
    }

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      String hour = hour(ride);
      BufferedWriter writer = open.get(hour);
      if (writer == null) {
        String file = hour + "/" + UUID.randomUUID() + ".csv";
        Files.createDirectories(directory.resolve(hour));
        writer = Files.newBufferedWriter(hidden(directory, file));
        open.put(hour, writer);
        files.put(hour, file);
      }
      writer.write(ride.toCsv() + "\n");
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() throws IOException {
      for (BufferedWriter writer : open.values()) {
        writer.close();
      }
      List<String> prepared = new ArrayList<>(files.values());
      open.clear();
      files.clear();
      List<String> toCommit = new ArrayList<>(prepared);
      if (isRestored) {
        toCommit.addAll(last);
        isRestored = false;
      }
      if (!prepared.isEmpty()) {
        last = prepared;
      }
      return toCommit;
    }

    @Override
    public List<String> snapshotState(long checkpointId) {
      return last;
    }

    @Override
    public void close() throws IOException {
      for (BufferedWriter writer : open.values()) {
        writer.close();
      }
    }
  }

  static class Publisher implements Committer<String> {

    private final Path directory;

    Publisher(Path directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        publish(directory, request.getCommittable());
      }
    }

    @Override
    public void close() {}
  }

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
