package streamkata.exercises.exactlyoncefiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * Has no snapshot at all: closes and renames its open files when it is notified.
 *
 * <p>Loses: behaviour, rescale, task failure, worker loss
 *
 * <p>Says: START of ride 1: expected a line in 2013-01-01-13, got nothing
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    rides
        .process(new HourlyLines(directory.toString()))
        .returns(Types.VOID)
        .uid("files")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing");
  }

  static class HourlyLines extends ProcessFunction<TaxiRide, Void>
      implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private final String directory;
    private transient Map<String, List<String>> lines;
    private transient TreeMap<Long, List<String>> pending;
    private transient ListState<String> pendingState;

    HourlyLines(String directory) {
      this.directory = directory;
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Void> out)
        throws Exception {
      String hour =
          DateTimeFormatter.ofPattern("yyyy-MM-dd-HH")
              .withZone(ZoneOffset.UTC)
              .format(Instant.ofEpochMilli(ride.eventTime()));
      lines.computeIfAbsent(hour, any -> new ArrayList<>()).add(ride.toCsv());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      lines = new TreeMap<>();
      pending = new TreeMap<>();
      pendingState =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("pending", Types.STRING));
      for (String name : pendingState.get()) {
        commit(name);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      pendingState.update(List.of());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      for (Map.Entry<String, List<String>> hour : lines.entrySet()) {
        String name = hour.getKey() + "/" + UUID.randomUUID();
        Files.createDirectories(hidden(name).getParent());
        Files.write(hidden(name), hour.getValue());
        commit(name);
      }
      lines.clear();
    }

    private void commit(String name) throws IOException {
      if (Files.exists(hidden(name))) {
        Files.move(hidden(name), visible(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }

    private Path hidden(String name) {
      return Path.of(directory, name.replace("/", "/."));
    }

    private Path visible(String name) {
      return Path.of(directory, name + ".csv");
    }
  }
}
