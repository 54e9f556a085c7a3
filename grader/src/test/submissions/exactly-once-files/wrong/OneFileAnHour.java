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
import java.util.List;
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
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * Adds the new lines to the one file of the hour, and replaces it: a file that readers have seen
 * changes.
 *
 * <p>Loses: behaviour
 *
 * <p>Says: A reader has seen the file 2013-01-01-13/lines.csv. Later it has another content.
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    // Two instances would write the file at the same time, and whether that shows is chance.
    rides.sinkTo(new HourlyFiles(directory.toString())).uid("files").setParallelism(1);
  }

  static class HourlyFiles implements Sink<TaxiRide>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, String> createWriter(WriterInitContext context) {
      return new HourlyWriter(directory);
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
      return new Renamer(directory);
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
      return new Names();
    }
  }

  static class HourlyWriter implements CommittingSinkWriter<TaxiRide, String> {

    private final String directory;
    private final Map<String, List<String>> lines = new TreeMap<>();

    HourlyWriter(String directory) {
      this.directory = directory;
    }

    @Override
    public void write(TaxiRide ride, Context context) throws IOException {
      String hour =
          DateTimeFormatter.ofPattern("yyyy-MM-dd-HH")
              .withZone(ZoneOffset.UTC)
              .format(Instant.ofEpochMilli(ride.eventTime()));
      lines.computeIfAbsent(hour, any -> new ArrayList<>()).add(ride.toCsv());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {}

    @Override
    public Collection<String> prepareCommit() throws IOException {
      List<String> prepared = new ArrayList<>();
      for (Map.Entry<String, List<String>> hour : lines.entrySet()) {
        String name = hour.getKey() + "/" + UUID.randomUUID();
        Path hidden = hidden(directory, name);
        Files.createDirectories(hidden.getParent());
        Files.write(hidden, hour.getValue());
        prepared.add(name);
      }
      lines.clear();
      return prepared;
    }

    @Override
    public void close() throws IOException {}
  }

  static class Renamer implements Committer<String> {

    private final String directory;

    Renamer(String directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        String name = request.getCommittable();
        Path hidden = hidden(directory, name);
        if (Files.exists(hidden)) {
          Path all = visible(directory, name.substring(0, 13) + "/lines");
          Path next = Path.of(directory, "." + UUID.randomUUID());
          List<String> lines = new ArrayList<>();
          if (Files.exists(all)) {
            lines.addAll(Files.readAllLines(all));
          }
          lines.addAll(Files.readAllLines(hidden));
          Files.write(next, lines);
          Files.move(next, all, StandardCopyOption.ATOMIC_MOVE);
          Files.delete(hidden);
        }
      }
    }

    @Override
    public void close() {}
  }

  static Path hidden(String directory, String name) {
    return Path.of(directory, name.replace("/", "/."));
  }

  static Path visible(String directory, String name) {
    return Path.of(directory, name + ".csv");
  }

  static class Names implements SimpleVersionedSerializer<String> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(String name) {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
