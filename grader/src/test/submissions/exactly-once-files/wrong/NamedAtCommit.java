// Loses: task failure, worker loss, rescale
package streamkata.exercises.exactlyoncefiles;

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
 * The committable has the lines themselves, and the committer chooses a random name; a commit
 * that is repeated makes a second file. Rule 5: a reader sees each line once; "Flink can give
 * your committer a file that is committed already". Shown by: event, checkpoint with its
 * notification, task failure (or worker loss) before the next checkpoint: Flink commits again,
 * and the line is there twice
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
      return new HiddenFiles();
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

  /** Keeps lines in memory until the next checkpoint; a committable is the hour and its lines. */
  static class HiddenFiles implements CommittingSinkWriter<TaxiRide, String> {

    private final Map<String, StringBuilder> lines = new HashMap<>();

    @Override
    public void write(TaxiRide ride, Context context) {
      lines
          .computeIfAbsent(hour(ride), hour -> new StringBuilder())
          .append(ride.toCsv())
          .append('\n');
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() {
      List<String> prepared = new ArrayList<>();
      lines.forEach((hour, text) -> prepared.add(hour + "\n" + text));
      lines.clear();
      return prepared;
    }

    @Override
    public void close() {}
  }

  /** Makes a visible file of each committable. */
  static class Publisher implements Committer<String> {

    private final Path directory;

    Publisher(Path directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        String[] hourAndLines = request.getCommittable().split("\n", 2);
        Path folder = Files.createDirectories(directory.resolve(hourAndLines[0]));
        String name = UUID.randomUUID() + ".csv";
        Path hidden = folder.resolve("." + name);
        Files.writeString(hidden, hourAndLines[1]);
        Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
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
