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
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * Takes the year of the week, which is another one around New Year.
 *
 * <p>Loses: behaviour
 *
 * <p>Says: Hours have two digits, from 00 to 23
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    rides.sinkTo(new HourlyFiles(directory.toString())).uid("files");
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
          DateTimeFormatter.ofPattern("YYYY-MM-dd-HH", Locale.US)
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
        if (Files.exists(hidden(directory, name))) {
          Files.move(
              hidden(directory, name), visible(directory, name), StandardCopyOption.ATOMIC_MOVE);
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
