package streamkata.exercises.ridefiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.ridefiles.RideFilesLab;

/** Writes hidden files at the barrier, and renames them when the checkpoint is complete. */
public class RideFilesJob implements RideFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    rides.sinkTo(new FileOfEachCheckpoint(directory.toString())).uid("files");
  }

  static final class FileOfEachCheckpoint implements Sink<TaxiRide>, SupportsCommitter<String> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    FileOfEachCheckpoint(String directory) {
      this.directory = directory;
    }

    @Override
    public CommittingSinkWriter<TaxiRide, String> createWriter(WriterInitContext context) {
      return new Writer(directory);
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

  static final class Writer implements CommittingSinkWriter<TaxiRide, String> {

    private final String directory;
    private final List<String> lines = new ArrayList<>();

    Writer(String directory) {
      this.directory = directory;
    }

    @Override
    public void write(TaxiRide ride, Context context) {
      lines.add(Long.toString(ride.rideId()));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() throws IOException {
      if (lines.isEmpty()) {
        return List.of();
      }
      String name = UUID.randomUUID().toString();
      Files.write(Path.of(directory, "." + name), lines);
      lines.clear();
      return List.of(name);
    }

    @Override
    public void close() {}
  }

  static final class Renamer implements Committer<String> {

    private final String directory;

    Renamer(String directory) {
      this.directory = directory;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
      for (CommitRequest<String> request : requests) {
        Path hidden = Path.of(directory, "." + request.getCommittable());
        if (Files.exists(hidden)) {
          Files.move(
              hidden,
              Path.of(directory, request.getCommittable()),
              StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    @Override
    public void close() {}
  }

  static final class Names implements SimpleVersionedSerializer<String> {

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
