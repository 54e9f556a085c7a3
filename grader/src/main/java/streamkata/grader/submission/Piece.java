package streamkata.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file as it lies in a folder or an archive.
 *
 * @param name its path there, with slashes
 * @param size in bytes, as the folder or archive says; -1 if it does not
 * @param problem why it cannot be read, if that is known without opening it, as the end of a
 *     sentence
 * @param opener opens it
 */
public record Piece(String name, long size, Optional<String> problem, Opener opener) {

  /** Opens a file. */
  @FunctionalInterface
  public interface Opener {

    /**
     * Opens it.
     *
     * @throws IOException if that is not possible
     */
    InputStream open() throws IOException;
  }

  static Piece of(String name, long size, Opener opener) {
    return new Piece(name, size, Optional.empty(), opener);
  }

  static Piece unreadable(String name, String problem) {
    return new Piece(
        name,
        -1,
        Optional.of(problem),
        () -> {
          throw new IOException(problem);
        });
  }

  /**
   * The same under another path.
   *
   * @param other the path, with slashes
   */
  public Piece named(String other) {
    return new Piece(other, size, problem, opener);
  }

  /**
   * Its content.
   *
   * @param most how many bytes are wanted at most
   * @return so many bytes, or fewer if it has no more
   * @throws IOException if it cannot be read
   */
  public byte[] read(int most) throws IOException {
    try (InputStream in = opener.open()) {
      return in.readNBytes(most);
    }
  }
}
