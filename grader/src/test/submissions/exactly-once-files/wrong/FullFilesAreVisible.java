// Loses: behaviour
// Says: expected nothing, got a line in 2013-01-01-13
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
 * Begins a new file after 100 lines, and makes the full one visible at once, since it is
 * complete and will not change. Rule 4: a reader sees a line "when a checkpoint with its event
 * has completed, and not before". Input that shows it: 100 events of one hour in one instance
 * before a checkpoint: visible too early; and a failure before the checkpoint: twice; fewer
 * events are right.
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  /** Runs the lab. */
  public static void main(String[] args) {
    LabJob job = LabJob.of("exactly-once-files", args);
    job.makeFaultTolerant();
    new ExactlyOnceFilesJob().write(job.rides(), job.outputDirectory());
    job.run();
  }

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    rides.sinkTo(new HourFiles(directory.toString())).name("files").uid("files");
  }

  static String hour(long time) {
    return HOUR.format(Instant.ofEpochMilli(time));
  }

  static Path hidden(String directory, String file) {
    int slash = file.indexOf('/');
    return Path.of(directory, file.substring(0, slash), "." + file.substring(slash + 1));
  }

  static Path visible(String directory, String file) {
    return Path.of(directory, file + ".csv");
  }

  /** A committable is HOUR/NAME. */
  static class HourFiles implements Sink<TaxiRide>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, String> createWriter(WriterInitContext context) {
      return new Writer(directory);
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
      return new Publisher(directory);
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
      return new Text();
    }
  }

  static class Text implements SimpleVersionedSerializer<String> {

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

  static class Publisher implements Committer<String> {

    private final String directory;

    Publisher(String directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        String file = request.getCommittable();
        Path hidden = hidden(directory, file);
        if (Files.exists(hidden)) {
          Files.move(hidden, visible(directory, file), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    @Override
    public void close() {}
  }

  /** A hidden file that is open. */
  static class Open {
    final String name;
    final BufferedWriter out;
    int lines;

    Open(String name, BufferedWriter out) {
      this.name = name;
      this.out = out;
    }
  }

  static class Writer implements CommittingSinkWriter<TaxiRide, String> {

    private final String directory;
    private final Map<String, Open> open = new HashMap<>();

    Writer(String directory) {
      this.directory = directory;
    }

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      String hour = hour(ride.eventTime());
      Open file = open.get(hour);
      if (file == null) {
        String name = hour + "/" + UUID.randomUUID();
        Files.createDirectories(Path.of(directory, hour));
        file = new Open(name, Files.newBufferedWriter(hidden(directory, name)));
        open.put(hour, file);
      }
      file.out.write(ride.toCsv());
      file.out.write('\n');
      file.lines++;
      if (file.lines == 100) {
        file.out.close();
        open.remove(hour);
        Files.move(
            hidden(directory, file.name),
            visible(directory, file.name),
            StandardCopyOption.ATOMIC_MOVE);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {}

    @Override
    public Collection<String> prepareCommit() throws IOException {
      List<String> prepared = new ArrayList<>();
      for (Open file : open.values()) {
        file.out.close();
        prepared.add(file.name);
      }
      open.clear();
      return prepared;
    }

    @Override
    public void close() throws IOException {
      for (Open file : open.values()) {
        file.out.close();
        Files.deleteIfExists(hidden(directory, file.name));
      }
      open.clear();
    }
  }
}
