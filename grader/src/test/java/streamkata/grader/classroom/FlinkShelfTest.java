package streamkata.grader.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.submission.Piece;

/** Hand-ins that Flink reads are the same as those that this machine reads. */
class FlinkShelfTest {

  @TempDir private Path folder;

  @BeforeEach
  void hand_in() throws IOException {
    HandInFiles handIns = new HandInFiles(folder);
    handIns.folder("anna", "src/deep/A.java", "class A {}");
    handIns.folder("anna", "test/ATest.java", "class ATest {}");
    handIns.folder("user-1", ".git/HEAD", "ref");
    handIns.file("bert.java", "class B {}");
  }

  @Test
  void it_has_the_same_files_in_the_same_order() throws IOException {
    assertThat(described(flink()), is(described(new Shelf.OfFolder(folder))));
  }

  @Test
  void a_folder_in_it_has_the_same_files() throws IOException {
    assertThat(described(inside(flink())), is(described(inside(new Shelf.OfFolder(folder)))));
  }

  private static Shelf inside(Shelf shelf) {
    return shelf.inside(shelf.items().get(0));
  }

  private Shelf flink() throws IOException {
    org.apache.flink.core.fs.Path place = new org.apache.flink.core.fs.Path(folder.toUri());
    return new FlinkShelf(FileSystem.get(place.toUri()), place);
  }

  private static List<String> described(Shelf shelf) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Shelf.Item item : shelf.items()) {
      lines.add("%s %s %s".formatted(item.name(), item.isFolder(), item.isClone()));
      for (Piece piece : item.pieces().list()) {
        lines.add(
            "%s %d %s".formatted(piece.name(), piece.size(), new String(piece.read(100), UTF_8)));
      }
    }
    return lines;
  }
}
