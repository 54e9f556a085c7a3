package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pictures in exercises/learn/pictures are those that the kit makes of its own runs. {@code
 * -Dkata.pictures=write} accepts changed ones.
 */
class PicturesTest {

  private static final Path COMMITTED = Path.of("../exercises/learn/pictures");
  private static final Path MADE = Path.of("target/pictures");

  @Test
  void the_pictures_are_those_that_the_kit_makes() throws IOException {
    Map<String, String> pictures = LearnPictures.all();
    Path folder = "write".equals(System.getProperty("kata.pictures")) ? COMMITTED : MADE;
    Files.createDirectories(MADE);
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      String name = picture.getKey() + ".svg";
      Files.writeString(folder.resolve(name), picture.getValue());
      Path committed = COMMITTED.resolve(name);
      if (!Files.exists(committed) || !Files.readString(committed).equals(picture.getValue())) {
        different.add(name);
      }
    }
    assertThat(
        "differ from those in grader/target/pictures; -Dkata.pictures=write accepts these",
        different,
        is(empty()));
    assertThat(committedNames(), is(names(pictures)));
  }

  private static Set<String> names(Map<String, String> pictures) {
    return pictures.keySet().stream()
        .map(name -> name + ".svg")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> committedNames() throws IOException {
    try (Stream<Path> files = Files.list(COMMITTED)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
