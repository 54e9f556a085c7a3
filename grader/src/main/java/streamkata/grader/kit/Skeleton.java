package streamkata.grader.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lab as it was before anybody wrote anything. The grader has a copy of its own, so that it is at
 * hand whatever has become of the exercises, with or without version control.
 */
public final class Skeleton {

  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Kit kit;
  private final Lab lab;

  /**
   * The skeleton of a lab.
   *
   * @param kit where it is
   */
  public Skeleton(Kit kit, Lab lab) {
    this.kit = kit;
    this.lab = lab;
  }

  /**
   * Puts the skeleton back in place. All Java files of the lab's package are copied to a folder of
   * their own first; those that are not part of the skeleton are then taken away.
   *
   * @return the folder of the copies; empty if there was nothing to do
   * @throws IOException if a file cannot be read or written; nothing is taken away before the
   *     copies are made
   */
  public Optional<Path> restore() throws IOException {
    List<Path> written = javaFiles();
    if (written.equals(List.of(exercise())) && Files.mismatch(exercise(), pristine()) < 0) {
      return Optional.empty();
    }
    Path backup = newBackup();
    for (Path file : written) {
      Path copy = backup.resolve(directory().relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Files.createDirectories(directory());
    Kit.replace(exercise(), Files.readString(pristine()));
    for (Path file : written) {
      if (!file.equals(exercise())) {
        Files.delete(file);
      }
    }
    return Optional.of(backup);
  }

  private Path pristine() {
    return kit.skeleton(lab);
  }

  private Path exercise() {
    return kit.exercise(lab);
  }

  private Path directory() {
    return exercise().getParent();
  }

  private List<Path> javaFiles() throws IOException {
    if (!Files.isDirectory(directory())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory())) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private Path newBackup() throws IOException {
    Path backups = kit.backups();
    String name = lab.id() + "-" + WHEN.format(LocalDateTime.now());
    Path backup = backups.resolve(name);
    for (int copy = 2; Files.exists(backup); copy++) {
      backup = backups.resolve(name + "-" + copy);
    }
    return Files.createDirectories(backup);
  }
}
