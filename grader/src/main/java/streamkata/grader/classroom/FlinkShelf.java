package streamkata.grader.classroom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.Piece;
import streamkata.grader.submission.Pieces;

/** A folder that Flink reads: in an object store, or on a distributed file system. */
record FlinkShelf(FileSystem files, Path folder) implements Shelf {

  private static final int DEEPEST = 60;

  @Override
  public List<Item> items() {
    try {
      List<Item> items = new ArrayList<>();
      for (FileStatus child : children(folder)) {
        items.add(item(child));
      }
      return items;
    } catch (IOException e) {
      throw new Refusal("The folder %s cannot be read: %s.".formatted(folder, e.getMessage()));
    }
  }

  @Override
  public Shelf inside(Item inner) {
    return new FlinkShelf(files, new Path(folder, inner.name()));
  }

  private Item item(FileStatus child) throws IOException {
    String name = child.getPath().getName();
    if (!child.isDir()) {
      return new Item(name, false, false, () -> List.of(piece(name, child)));
    }
    return new Item(
        name,
        true,
        files.exists(new Path(child.getPath(), ".git")),
        () -> {
          List<Piece> pieces = new ArrayList<>();
          collect(child.getPath(), "", 0, pieces);
          return pieces;
        });
  }

  private void collect(Path place, String before, int depth, List<Piece> pieces)
      throws IOException {
    for (FileStatus child : children(place)) {
      String name = before + child.getPath().getName();
      if (!child.isDir()) {
        pieces.add(piece(name, child));
      } else if (depth < DEEPEST && !Pieces.isLeftOut(child.getPath().getName())) {
        collect(child.getPath(), name + "/", depth + 1, pieces);
      }
    }
  }

  private Piece piece(String name, FileStatus file) {
    return new Piece(name, file.getLen(), Optional.empty(), () -> files.open(file.getPath()));
  }

  private List<FileStatus> children(Path place) throws IOException {
    return Stream.of(files.listStatus(place))
        .sorted(Comparator.comparing((FileStatus child) -> child.getPath().getName()))
        .toList();
  }
}
