package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.Piece;
import streamkata.grader.submission.Pieces;

/** Where hand-ins lie side by side: a folder, or an archive of all. */
interface Shelf {

  /** What lies there: files, and folders with all that is in them. */
  List<Item> items();

  /** What one of its folders holds, as a shelf. */
  Shelf inside(Item folder);

  /**
   * A file or folder.
   *
   * @param name its name
   * @param isFolder whether it is a folder
   * @param isClone whether it is a clone of a repository
   * @param pieces the file itself, or the files in the folder, by their paths in it
   */
  record Item(String name, boolean isFolder, boolean isClone, Contents pieces) {

    /** Whether the systems that people work with have put it there, and nobody has handed it in. */
    boolean isOfTheSystem() {
      return name.startsWith(".") || name.equals("__MACOSX");
    }
  }

  /** Files that are listed when they are needed. */
  @FunctionalInterface
  interface Contents {
    List<Piece> list() throws IOException;
  }

  /** A folder of a disk. */
  record OfFolder(Path folder) implements Shelf {

    @Override
    public List<Item> items() {
      try (Stream<Path> children = Files.list(folder)) {
        return children.sorted().map(OfFolder::item).toList();
      } catch (IOException e) {
        throw new Refusal(
            "The folder %s cannot be read: %s.".formatted(folder, e.getClass().getSimpleName()));
      }
    }

    @Override
    public Shelf inside(Item inner) {
      return new OfFolder(folder.resolve(inner.name()));
    }

    private static Item item(Path child) {
      boolean isFolder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
      return new Item(
          child.getFileName().toString(),
          isFolder,
          isFolder && Files.exists(child.resolve(".git")),
          () -> Pieces.of(child));
    }
  }

  /** An archive, or a folder in it. */
  record OfArchive(List<Piece> pieces) implements Shelf {

    @Override
    public List<Item> items() {
      Map<String, List<Piece>> folders = new TreeMap<>();
      Map<String, Piece> files = new LinkedHashMap<>();
      for (Piece piece : pieces) {
        int slash = piece.name().indexOf('/');
        if (slash < 0) {
          files.put(piece.name(), piece);
        } else {
          folders
              .computeIfAbsent(piece.name().substring(0, slash), any -> new ArrayList<>())
              .add(piece.named(piece.name().substring(slash + 1)));
        }
      }
      List<Item> items = new ArrayList<>();
      folders.forEach(
          (name, inside) ->
              items.add(
                  new Item(
                      name,
                      true,
                      inside.stream().anyMatch(piece -> piece.name().startsWith(".git/")),
                      () -> inside)));
      files.forEach((name, piece) -> items.add(new Item(name, false, false, () -> List.of(piece))));
      return items;
    }

    @Override
    public Shelf inside(Item inner) {
      try {
        return new OfArchive(inner.pieces().list());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
