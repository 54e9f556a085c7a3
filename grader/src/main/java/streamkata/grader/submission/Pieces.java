package streamkata.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** What lies at a place of a disk. */
public final class Pieces {

  private Pieces() {}

  /**
   * Lists the files of a stranger; opens none.
   *
   * @param path a folder, or a file
   * @return the files in the folder that can count, by their paths in it; or the file by its name
   * @throws IOException if the folder cannot be read
   */
  public static List<Piece> of(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.isDirectory()
        ? FolderPieces.of(path, false, HandIn::isLeftOut)
        : List.of(FolderPieces.file(path, attributes));
  }

  /**
   * Whether a folder holds nothing that somebody has written.
   *
   * @param folder its name
   */
  public static boolean isLeftOut(String folder) {
    return HandIn.isLeftOut(folder);
  }
}
