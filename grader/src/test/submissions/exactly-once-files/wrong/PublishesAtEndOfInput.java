// Loses: behaviour
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
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * At the end of the input the writer publishes its files itself, as no checkpoint follows; but a
 * last one does, or a failure before it, after which the events arrive again ("A reader sees a
 * line when a checkpoint with its event has completed, and not before").
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

  static class HourlyFiles implements Sink<TaxiRide>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, String> createWriter(WriterInitContext context) {
      return new HiddenFiles(Path.of(directory));
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

    HiddenFiles(Path directory) {
      this.directory = directory;
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
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) { // no checkpoint will commit these
        for (String file : prepareCommit()) {
          publish(directory, file);
        }
      }
    }

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
