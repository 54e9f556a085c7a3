package streamkata.exercises.exactlyoncefiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
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
 * No Sink at all: a function with operator state that listens for checkpoints. Lines stay in memory
 * until the snapshot; the names of prepared files are in a list state, and are committed when a
 * checkpoint with them is complete.
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
    public void processElement(TaxiRide ride, Context context, Collector<Void> out) {
      String hour =
          Instant.ofEpochMilli(ride.eventTime())
              .truncatedTo(ChronoUnit.HOURS)
              .atOffset(ZoneOffset.UTC)
              .toString()
              .substring(0, 13)
              .replace('T', '-');
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
      List<String> prepared = new ArrayList<>();
      for (Map.Entry<String, List<String>> hour : lines.entrySet()) {
        String name = UUID.randomUUID() + "@" + hour.getKey();
        Path staging = Files.createDirectories(Path.of(directory, "_staging"));
        Files.write(staging.resolve(name), hour.getValue());
        prepared.add(name);
      }
      lines.clear();
      pending.put(context.getCheckpointId(), prepared);
      pendingState.update(pending.values().stream().flatMap(List::stream).toList());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      Iterator<List<String>> done = pending.headMap(checkpointId, true).values().iterator();
      while (done.hasNext()) {
        for (String name : done.next()) {
          commit(name);
        }
        done.remove();
      }
    }

    private void commit(String name) throws IOException {
      String[] parts = name.split("@");
      Path staged = Path.of(directory, "_staging", name);
      if (Files.exists(staged)) {
        Path folder = Files.createDirectories(Path.of(directory, parts[1]));
        Files.move(staged, folder.resolve(parts[0] + ".csv"), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
