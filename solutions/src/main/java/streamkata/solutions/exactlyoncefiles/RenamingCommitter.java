package streamkata.solutions.exactlyoncefiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;

/** Makes files visible, each by one rename, which a reader sees either not at all or as a whole. */
final class RenamingCommitter implements Committer<PendingFile> {

  private final String directory;

  RenamingCommitter(String directory) {
    this.directory = directory;
  }

  /** After a failure the same files come again; those that are visible already stay as they are. */
  @Override
  public void commit(Collection<CommitRequest<PendingFile>> requests) throws IOException {
    for (CommitRequest<PendingFile> request : requests) {
      Path hidden = request.getCommittable().hidden(directory);
      Path visible = request.getCommittable().visible(directory);
      if (Files.exists(hidden)) {
        Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
      } else if (Files.exists(visible)) {
        request.signalAlreadyCommitted();
      } else {
        throw new IOException("The file %s was prepared, and it is gone.".formatted(hidden));
      }
    }
  }

  @Override
  public void close() {}
}
