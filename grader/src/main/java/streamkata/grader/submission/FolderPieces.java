package streamkata.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files in a folder, and in folders in it. */
final class FolderPieces {

  private static final int DEEPEST = 60;

  private final Path root;
  private final boolean isTrusted;
  private final Predicate<String> isLeftOut;
  private final List<Piece> pieces = new ArrayList<>();

  private FolderPieces(Path root, boolean isTrusted, Predicate<String> isLeftOut) {
    this.root = root;
    this.isTrusted = isTrusted;
    this.isLeftOut = isLeftOut;
  }

  /**
   * Lists them; opens none.
   *
   * @param folder the folder
   * @param isTrusted whether links are followed
   * @param isLeftOut which folders are not looked into, by their names
   * @throws IOException if the folder cannot be read
   */
  static List<Piece> of(Path folder, boolean isTrusted, Predicate<String> isLeftOut)
      throws IOException {
    FolderPieces found = new FolderPieces(folder.toRealPath(), isTrusted, isLeftOut);
    found.walk();
    return found.pieces;
  }

  /** A single file of a stranger. */
  static Piece file(Path file, BasicFileAttributes attributes) {
    return new FolderPieces(file.toAbsolutePath().getParent(), false, name -> false)
        .piece(file.toAbsolutePath(), attributes);
  }

  private void walk() throws IOException {
    Set<FileVisitOption> options =
        isTrusted
            ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
            : EnumSet.noneOf(FileVisitOption.class);
    Files.walkFileTree(
        root,
        options,
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skips = !folder.equals(root) && isLeftOut.test(folder.getFileName().toString());
            return skips ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            pieces.add(piece(file, attributes));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            pieces.add(Piece.unreadable(name(file), HandIn.reason(e)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Piece piece(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return Piece.of(name(file), attributes.size(), () -> open(file));
    }
    return Piece.unreadable(
        name(file), attributes.isSymbolicLink() ? HandIn.LINK : "it is not a file");
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private InputStream open(Path file) throws IOException {
    return isTrusted
        ? Files.newInputStream(file)
        : Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }
}
