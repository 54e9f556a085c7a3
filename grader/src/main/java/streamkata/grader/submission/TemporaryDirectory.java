package streamkata.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.util.FileUtils;

/** A new directory for class files; deleted when it is closed, at the latest when the JVM ends. */
final class TemporaryDirectory implements AutoCloseable {

  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(TemporaryDirectory::delete)));
  }

  private final Path path;

  TemporaryDirectory() {
    try {
      path = Files.createTempDirectory("streamkata-classes-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OPEN.add(path);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    delete(path);
    OPEN.remove(path);
  }

  private static void delete(Path path) {
    FileUtils.deleteDirectoryQuietly(path.toFile());
  }
}
