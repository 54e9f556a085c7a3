package streamkata.grader.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The last step of {@code mvn test}: prints the score that the tests left, and fails the build
 * where the score says so. A step of its own, so that it happens even when the JVM of the tests
 * died.
 */
public final class Score {

  private static final String TABLE = "score.txt";
  private static final String COMPLAINT = "complaint.txt";

  private Score() {}

  /**
   * Prints the score and forgets it.
   *
   * @param args the directory that the score was written to
   * @throws BuildFailed with one sentence, if the build must fail
   */
  public static void main(String[] args) throws IOException, BuildFailed {
    Path table = Path.of(args[0], TABLE);
    Path complaint = Path.of(args[0], COMPLAINT);
    if (!Files.exists(table)) {
      throw new BuildFailed(
          "The tests did not start, so there is no score; what stopped them is said above.");
    }
    System.out.println(Files.readString(table));
    Files.delete(table);
    if (Files.exists(complaint)) {
      String sentence = Files.readString(complaint);
      Files.delete(complaint);
      throw new BuildFailed(sentence);
    }
  }

  static void write(Path directory, String table, Optional<String> complaint) throws IOException {
    Files.createDirectories(directory);
    if (complaint.isPresent()) {
      replace(directory.resolve(COMPLAINT), complaint.get());
    } else {
      Files.deleteIfExists(directory.resolve(COMPLAINT));
    }
    replace(directory.resolve(TABLE), table);
  }

  /** All or nothing: the JVM may die at any moment. */
  private static void replace(Path file, String text) throws IOException {
    Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
