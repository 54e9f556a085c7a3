package streamkata.solutions.exactlyoncefiles;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import streamkata.common.model.TaxiRide;

/** Writes hidden files, at most one for each hour and checkpoint. */
final class HourlyWriter implements CommittingSinkWriter<TaxiRide, PendingFile> {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH").withZone(ZoneOffset.UTC);

  private final String directory;
  private final Map<String, OpenFile> open = new HashMap<>();

  HourlyWriter(String directory) {
    this.directory = directory;
  }

  private record OpenFile(PendingFile file, Writer writer) {}

  @Override
  public void write(TaxiRide ride, Context context) throws IOException {
    String hour = HOUR.format(Instant.ofEpochMilli(ride.eventTime()));
    OpenFile file = open.get(hour);
    if (file == null) {
      file = open(hour);
      open.put(hour, file);
    }
    file.writer().write(ride.toCsv() + "\n");
  }

  private OpenFile open(String hour) throws IOException {
    PendingFile file = new PendingFile(hour, UUID.randomUUID().toString());
    Path hidden = file.hidden(directory);
    Files.createDirectories(hidden.getParent());
    return new OpenFile(file, Files.newBufferedWriter(hidden));
  }

  @Override
  public void flush(boolean endOfInput) {
    // The files of this checkpoint are closed in prepareCommit.
  }

  @Override
  public Collection<PendingFile> prepareCommit() throws IOException {
    List<PendingFile> pending = new ArrayList<>();
    for (OpenFile file : open.values()) {
      file.writer().close();
      pending.add(file.file());
    }
    open.clear();
    return pending;
  }

  /** What is still open is in no checkpoint: its events come again. */
  @Override
  public void close() throws IOException {
    for (OpenFile file : open.values()) {
      file.writer().close();
      Files.deleteIfExists(file.file().hidden(directory));
    }
    open.clear();
  }
}
