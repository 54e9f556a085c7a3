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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
 * Right, unusual: an instance has one hidden file for all hours, whose lines have the hour in
 * front; the committer makes one file of each hour, under the same name, and deletes the hidden
 * file last, so a commit that is repeated goes on where it stopped.
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

  /** The sink. */
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

  /** The hidden file of an instance. */
  static Path mixed(Path directory, String name) {
    return directory.resolve("." + name);
  }

  /** Writes one hidden file until the next checkpoint. */
  static class HiddenFiles implements CommittingSinkWriter<TaxiRide, String> {

    private final Path directory;
    private String name;
    private BufferedWriter writer;

    HiddenFiles(Path directory) {
      this.directory = directory;
    }

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      if (writer == null) {
        name = UUID.randomUUID().toString();
        writer = Files.newBufferedWriter(mixed(directory, name));
      }
      writer.write(hour(ride) + "\t" + ride.toCsv() + "\n");
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() throws IOException {
      if (writer == null) {
        return List.of();
      }
      writer.close();
      writer = null;
      return List.of(name);
    }

    @Override
    public void close() throws IOException {
      if (writer != null) {
        writer.close();
        Files.deleteIfExists(mixed(directory, name)); // its events arrive again
      }
    }
  }

  /** Splits a hidden file by hours. */
  static class Publisher implements Committer<String> {

    private final Path directory;

    Publisher(Path directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        Path mixed = mixed(directory, request.getCommittable());
        if (Files.exists(mixed)) {
          split(mixed, request.getCommittable());
          Files.delete(mixed);
        }
      }
    }

    private void split(Path mixed, String name) throws IOException {
      Map<String, StringBuilder> hours = new TreeMap<>();
      for (String line : Files.readAllLines(mixed)) {
        String[] hourAndLine = line.split("\t", 2);
        hours
            .computeIfAbsent(hourAndLine[0], hour -> new StringBuilder())
            .append(hourAndLine[1])
            .append('\n');
      }
      for (Map.Entry<String, StringBuilder> hour : hours.entrySet()) {
        Path folder = Files.createDirectories(directory.resolve(hour.getKey()));
        Path visible = folder.resolve(name + ".csv");
        if (!Files.exists(visible)) {
          Path hidden = folder.resolve("." + name);
          Files.writeString(hidden, hour.getValue());
          Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
        }
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
