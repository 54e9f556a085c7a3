package streamkata.grader.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices when Java sources below a folder are saved, by looking at their times and sizes many
 * times a second. The notifications of operating systems differ (that of Java on macOS comes after
 * seconds, those of an editor that writes by rename come as a handful), and some thirty files are
 * looked at in less than a millisecond.
 */
final class SourceFolder implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(20);

  private final Path folder;
  private final Runnable saved;
  private Map<Path, Stamp> lastSeen;
  private Map<Path, Stamp> lastTold;
  private ScheduledExecutorService clock;

  /** What changes when a file is written, or replaced by another one of the same name. */
  private record Stamp(FileTime modified, long size, Object identity) {}

  /**
   * Takes note of the sources as they are.
   *
   * @param folder where they are; it need not exist
   * @param saved is told that something has changed, and has not changed any more since the last
   *     look
   */
  SourceFolder(Path folder, Runnable saved) {
    this.folder = folder;
    this.saved = saved;
    lastSeen = stamps();
    lastTold = lastSeen;
  }

  /** Begins to look again and again. */
  void watch() {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            code -> {
              Thread thread = new Thread(code, "kata-saves");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once. What has just changed may be half written: it must be the same twice. */
  void look() {
    Map<Path, Stamp> now = stamps();
    if (now.equals(lastSeen) && !now.equals(lastTold)) {
      lastTold = now;
      saved.run();
    }
    lastSeen = now;
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new HashMap<>();
    try {
      // Links as well: what a learner links to is the learner's.
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(stamps));
    } catch (IOException e) {
      // The folder changed under our eyes: the next look sees more.
    }
    return stamps;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Map<Path, Stamp> stamps;

    Visitor(Map<Path, Stamp> stamps) {
      this.stamps = stamps;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java") && !name.startsWith(".")) {
        stamps.put(
            file,
            new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
      }
      return FileVisitResult.CONTINUE;
    }

    /** Gone since its folder was listed. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
