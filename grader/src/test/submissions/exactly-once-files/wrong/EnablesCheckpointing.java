// Loses: parallelism, state hygiene, rescale
// Says: execution.checkpointing.interval is now
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
 * Switches checkpoints on, one each second, if the environment has none, because without them
 * nothing would ever be visible. README of all labs: "Your pipeline does not change its
 * environment." Shown by: an environment without periodic checkpoints (they are triggered by hand
 * or by savepoints): its checkpoint interval before and after the call of write; or an event, two
 * seconds without any checkpoint of the caller: the line is visible.
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
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH").withZone(ZoneOffset.UTC);

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    if (!rides.getExecutionEnvironment().getCheckpointConfig().isCheckpointingEnabled()) {
      rides.getExecutionEnvironment().enableCheckpointing(1000);
    }
    rides.sinkTo(new HourFiles(directory.toString())).name("files").uid("files");
  }

  static String hour(long time) {
    return HOUR.format(Instant.ofEpochMilli(time));
  }

  static Path hidden(String directory, String hour, String name) {
    return Path.of(directory, hour, "." + name);
  }

  static Path visible(String directory, String hour, String name) {
    return Path.of(directory, hour, name + ".csv");
  }

  /** A committable is hour/name. */
  static class HourFiles implements Sink<TaxiRide>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, String> createWriter(WriterInitContext context)
        throws IOException {
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

  static class Writer implements CommittingSinkWriter<TaxiRide, String> {

    private final String directory;

    Writer(String directory) {
      this.directory = directory;
    }

    private record Open(String hour, String name, BufferedWriter file) {}

    private final Map<String, Open> open = new HashMap<>();

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      String hour = hour(ride.eventTime());
      Open file = open.get(hour);
      if (file == null) {
        file = create(hour);
        open.put(hour, file);
      }
      file.file().write(ride.toCsv());
      file.file().write('\n');
    }

    private Open create(String hour) throws IOException {
      String name = UUID.randomUUID().toString();
      Files.createDirectories(Path.of(directory, hour));
      return new Open(
          hour,
          name,
          Files.newBufferedWriter(hidden(directory, hour, name), StandardCharsets.UTF_8));
    }

    @Override
    public Collection<String> prepareCommit() throws IOException {
      List<String> ready = new ArrayList<>();
      for (Open file : open.values()) {
        file.file().close();
        ready.add(file.hour() + "/" + file.name());
      }
      open.clear();
      return ready;
    }

    @Override
    public void close() throws IOException {
      for (Open file : open.values()) {
        file.file().close();
        Files.deleteIfExists(hidden(directory, file.hour(), file.name()));
      }
      open.clear();
    }

    @Override
    public void flush(boolean endOfInput) {}
  }

  static class Publisher implements Committer<String> {

    private final String directory;

    Publisher(String directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        String[] parts = request.getCommittable().split("/");
        Path hidden = hidden(directory, parts[0], parts[1]);
        if (Files.exists(hidden)) {
          Files.move(
              hidden, visible(directory, parts[0], parts[1]), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    @Override
    public void close() {}
  }
}
