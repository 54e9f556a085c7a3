package streamkata.solutions.exactlyoncefiles;

import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import streamkata.common.model.TaxiRide;

/**
 * Files of lines, in a folder for each hour. A writer writes hidden files; when a checkpoint with
 * their names is complete, a committer renames them.
 */
final class HourlyFiles implements Sink<TaxiRide>, SupportsCommitter<PendingFile> {

  private static final long serialVersionUID = 1L;

  private final String directory;

  /**
   * A sink below a directory.
   *
   * @param directory its path: a Path cannot be serialised
   */
  HourlyFiles(String directory) {
    this.directory = directory;
  }

  @Override
  public CommittingSinkWriter<TaxiRide, PendingFile> createWriter(WriterInitContext context) {
    return new HourlyWriter(directory);
  }

  @Override
  public Committer<PendingFile> createCommitter(CommitterInitContext context) {
    return new RenamingCommitter(directory);
  }

  @Override
  public SimpleVersionedSerializer<PendingFile> getCommittableSerializer() {
    return new PendingFile.Serializer();
  }
}
