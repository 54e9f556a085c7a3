package streamkata.grader.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A new folder, deleted when it is closed, at the latest when the JVM ends. All of one JVM are in
 * one folder with its process id in the name: what a JVM that was killed leaves behind is deleted
 * by the next one.
 */
public final class TemporaryFolder implements AutoCloseable {

  private static final String NAME = "streamkata-";
  private static final Pattern OF_A_JVM = Pattern.compile(NAME + "(\\d{1,18})-\\d+");

  private static Path ofThisJvm;

  private final Path path;

  /**
   * Makes a folder.
   *
   * @param purpose a word for its name
   */
  public TemporaryFolder(String purpose) {
    try {
      path = Files.createTempDirectory(ofThisJvm(), purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    delete(path);
  }

  /** Deletes all folders of this JVM, as its end does unless it is halted. */
  public static synchronized void deleteAll() {
    if (ofThisJvm != null) {
      delete(ofThisJvm);
    }
  }

  private static synchronized Path ofThisJvm() throws IOException {
    if (ofThisJvm == null) {
      ofThisJvm = Files.createTempDirectory(NAME + ProcessHandle.current().pid() + "-");
      Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolder::deleteAll));
      deleteAbandoned(ofThisJvm);
    }
    return Files.createDirectories(ofThisJvm);
  }

  /** Deletes what processes of the same user that are no more have left beside a folder. */
  static void deleteAbandoned(Path mine) {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(mine.getParent(), NAME + "*")) {
      for (Path folder : others) {
        if (isAbandoned(folder) && owner(folder).equals(owner(mine))) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      // Whoever comes next tries again.
    }
  }

  private static boolean isAbandoned(Path folder) {
    Matcher name = OF_A_JVM.matcher(folder.getFileName().toString());
    return name.matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private static Object owner(Path folder) throws IOException {
    return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes a tree, links in it and not what they lead to, as far as that can be done. */
  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      // Something is still written or read there: it goes with the folder of this JVM.
    }
  }
}
