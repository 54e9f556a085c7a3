package streamkata.grader.stage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Notices what happens to files between two looks at them: under which names they appear, and under
 * which names something is written. It watches the folders that were there at the last look. Only
 * Linux tells such things in the order in which they happen; elsewhere nothing is noticed.
 */
final class FolderWatch implements AutoCloseable {

  private final Path root;
  private final Path marks;
  private final WatchService service;
  private final Map<WatchKey, Path> folders = new HashMap<>();
  private final Set<String> appeared = new TreeSet<>();
  private final Set<String> written = new TreeSet<>();
  private int mark;

  private FolderWatch(Path root, Path marks, WatchService service) {
    this.root = root;
    this.marks = marks;
    this.service = service;
  }

  /**
   * Begins to watch.
   *
   * @param root all folders below it are watched, and itself
   * @param marks an empty folder for what the watch writes itself
   */
  static FolderWatch of(Path root, Path marks) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return none();
    }
    WatchService service;
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      // The user has as many as the system allows.
      return none();
    }
    FolderWatch watch = new FolderWatch(root, marks, service);
    watch.register(marks);
    watch.registerAll();
    return watch;
  }

  /** One that notices nothing. */
  static FolderWatch none() {
    return new FolderWatch(null, null, null);
  }

  /** Takes in all that has happened by now, and watches the folders that are there now. */
  void look() throws IOException {
    appeared.clear();
    written.clear();
    if (service == null) {
      return;
    }
    awaitMark(Files.createFile(marks.resolve("mark-" + mark++)));
    // While a key was emptied it may have got more.
    for (WatchKey key = service.poll(); key != null; key = service.poll()) {
      empty(key);
    }
    appeared.removeIf(name -> Files.isDirectory(root.resolve(name)));
    registerAll();
  }

  /** Names of files that have appeared since the last look, relative to the root, with slashes. */
  List<String> appeared() {
    return List.copyOf(appeared);
  }

  /** Names of files in which something was written while they had this name. */
  List<String> written() {
    return List.copyOf(written);
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
  }

  /** What is told comes in order: with the mark, all that was before it is there. */
  private void awaitMark(Path made) throws IOException {
    try {
      boolean isThere = false;
      while (!isThere) {
        isThere = empty(service.take()).contains(made.getFileName().toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The look was interrupted.", e);
    }
  }

  private Set<String> empty(WatchKey key) {
    Path folder = folders.get(key);
    Set<String> names = new TreeSet<>();
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name) {
        names.add(name.toString());
        if (!folder.equals(marks)) {
          boolean isNew = event.kind() == StandardWatchEventKinds.ENTRY_CREATE;
          (isNew ? appeared : written)
              .add(root.relativize(folder.resolve(name)).toString().replace('\\', '/'));
        }
      }
    }
    key.reset();
    return names;
  }

  private void registerAll() throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path folder : tree.filter(Files::isDirectory).toList()) {
        register(folder);
      }
    }
  }

  /** A folder that is registered already keeps its key. */
  private void register(Path folder) throws IOException {
    folders.put(
        folder.register(
            service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY),
        folder);
  }
}
