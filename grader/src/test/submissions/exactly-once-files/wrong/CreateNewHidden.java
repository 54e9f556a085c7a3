// Loses: task failure, rescale
package streamkata.exercises.exactlyoncefiles;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * Numbers its files from the restored checkpoint on, so that names are unique, and opens them
 * with CREATE_NEW; a hidden file that a failed attempt has left under this name makes every
 * further attempt fail. Rule 7: "A failed attempt can leave some" hidden files. Shown by: event,
 * loss of the worker before the next checkpoint (close does not run), the event again:
 * FileAlreadyExistsException for ever; a task failure in which close tidies up is right
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
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

  /** The sink. */
  static class HourlyFiles implements Sink<TaxiRide>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, String> createWriter(WriterInitContext context) {
      return new HiddenFiles(
          Path.of(directory),
          context.getRestoredCheckpointId().orElse(0),
          context.getTaskInfo().getIndexOfThisSubtask(),
          context.getTaskInfo().getNumberOfParallelSubtasks());
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
  static class HiddenFiles implements CommittingSinkWriter<TaxiRide, String> {

    private final Path directory;
    private final Map<String, BufferedWriter> open = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final String prefix;
    private int count;

    HiddenFiles(Path directory, long restored, int instance, int instances) {
      this.directory = directory;
      this.prefix = "from-" + restored + "-by-" + instance + "-of-" + instances + "-";
    }

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      String hour = hour(ride);
      BufferedWriter writer = open.get(hour);
      if (writer == null) {
        String file = hour + "/" + prefix + count++ + ".csv";
        Files.createDirectories(directory.resolve(hour));
        writer = Files.newBufferedWriter(hidden(directory, file), StandardOpenOption.CREATE_NEW);
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
      return prepared;
    }

    @Override
    public void close() throws IOException {
      for (BufferedWriter writer : open.values()) {
        writer.close();
      }
      for (String file : files.values()) {
        Files.deleteIfExists(hidden(directory, file)); // its events arrive again
      }
    }
  }

  /** Makes files visible. */
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
