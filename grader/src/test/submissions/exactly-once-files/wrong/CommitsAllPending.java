// Loses: behaviour
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
import java.util.UUID;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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
 * At a notification, publishes all prepared files, also those of a later checkpoint whose
 * barrier has passed already, but which can still fail. Rule 4: visible "when a checkpoint with
 * its event has completed, and not before". Shown by: event A, barrier of checkpoint 1, event B,
 * barrier of checkpoint 2 (or of a savepoint of the job that goes on), only then the
 * notification of 1: B is visible too early; if 2 fails and a task fails, B is there twice
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
    rides
        .process(new HourlyFiles(directory.toString()))
        .name("files")
        .uid("files")
        .sinkTo(new DiscardingSink<>());
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

  /** Writes hidden files, and publishes them when a checkpoint is complete. */
  static class HourlyFiles extends ProcessFunction<TaxiRide, String>
      implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private final String directory;

    private transient Map<String, BufferedWriter> open;
    private transient Map<String, String> files;

    /** Prepared, and not yet visible. */
    private transient List<String> pending;

    private transient ListState<String> saved;

    HourlyFiles(String directory) {
      this.directory = directory;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      open = new HashMap<>();
      files = new HashMap<>();
      pending = new ArrayList<>();
      saved =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("pending", Types.STRING));
      for (String file : saved.get()) {
        publish(Path.of(directory), file); // the checkpoint that has it is complete
      }
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
      pending.addAll(files.values());
      open.clear();
      files.clear();
      saved.update(pending);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      for (String file : pending) {
        publish(Path.of(directory), file);
      }
      pending.clear();
    }

    @Override
    public void close() throws Exception {
      if (open == null) {
        return;
      }
      for (BufferedWriter writer : open.values()) {
        writer.close();
      }
      for (String file : files.values()) {
        Files.deleteIfExists(hidden(Path.of(directory), file)); // its events arrive again
      }
    }
  }
}
