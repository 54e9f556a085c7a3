// Loses: behaviour, task failure
package streamkata.exercises.exactlyoncefiles;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * When a checkpoint is aborted, its prepared files are deleted as their events would arrive
 * again; but the job goes on, and nothing is replayed ("Readers see each line once, whatever
 * fails"; an aborted checkpoint is covered by the next one).
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
    rides
        .process(new HourlyFiles(directory.toString()))
        .returns(Types.STRING)
        .name("files")
        .uid("files")
        .sinkTo(new DiscardingSink<>())
        .name("end");
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

  /** Both phases in one function; the prepared files are operator state. */
  static class HourlyFiles extends ProcessFunction<TaxiRide, String>
      implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private final String directory;

    private transient Map<String, BufferedWriter> open;
    private transient Map<String, String> files;
    private transient TreeMap<Long, List<String>> prepared;
    private transient ListState<String> saved;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      open = new HashMap<>();
      files = new HashMap<>();
      prepared = new TreeMap<>();
      saved =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("prepared", Types.STRING));
      for (String file : saved.get()) {
        publish(Path.of(directory), file); // their checkpoint has completed
      }
      saved.clear();
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<String> out)
        throws Exception {
      String hour = hour(ride);
      BufferedWriter writer = open.get(hour);
      if (writer == null) {
        String file = hour + "/" + UUID.randomUUID() + ".csv";
        Files.createDirectories(Path.of(directory, hour));
        writer = Files.newBufferedWriter(hidden(Path.of(directory), file));
        open.put(hour, writer);
        files.put(hour, file);
      }
      writer.write(ride.toCsv() + "\n");
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      for (BufferedWriter writer : open.values()) {
        writer.close();
      }
      prepared.put(context.getCheckpointId(), new ArrayList<>(files.values()));
      open.clear();
      files.clear();
      List<String> all = new ArrayList<>();
      prepared.values().forEach(all::addAll);
      saved.update(all);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      Map<Long, List<String>> complete = prepared.headMap(checkpointId, true);
      for (List<String> ofCheckpoint : complete.values()) {
        for (String file : ofCheckpoint) {
          publish(Path.of(directory), file);
        }
      }
      complete.clear();
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
      List<String> aborted = prepared.remove(checkpointId);
      if (aborted != null) {
        for (String file : aborted) {
          Files.deleteIfExists(hidden(Path.of(directory), file));
        }
      }
    }

    @Override
    public void close() throws Exception {
      if (open != null) {
        for (BufferedWriter writer : open.values()) {
          writer.close();
        }
      }
    }
  }
}
