// Loses: task failure
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
 * All instances of a worker share one open file for each hour in a static map, to have fewer
 * files; after a failure of a task the map still has the file of the failed attempt, whose
 * events arrive again ("Readers see each line once, whatever fails").
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
    private static final Map<Path, BufferedWriter> OPEN = new HashMap<>();
    private static final Map<Path, String> FILES = new HashMap<>();

    HiddenFiles(Path directory) {
      this.directory = directory;
    }

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      synchronized (OPEN) {
        String hour = hour(ride);
        Path folder = directory.resolve(hour);
        BufferedWriter writer = OPEN.get(folder);
        if (writer == null) {
          String file = hour + "/" + UUID.randomUUID() + ".csv";
          Files.createDirectories(folder);
          writer = Files.newBufferedWriter(hidden(directory, file));
          OPEN.put(folder, writer);
          FILES.put(folder, file);
        }
        writer.write(ride.toCsv() + "\n");
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() throws IOException {
      synchronized (OPEN) {
        List<String> prepared = new ArrayList<>();
        for (Path folder : List.copyOf(OPEN.keySet())) {
          if (folder.startsWith(directory)) {
            OPEN.remove(folder).close();
            prepared.add(FILES.remove(folder));
          }
        }
        return prepared;
      }
    }

    @Override
    public void close() {}
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
