package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.learn.Markdown.Block;

/** What the pages print is in the examples, and the examples print what the pages say. */
class SnippetsTest {

  private static final String PACKAGE = "streamkata.exercises.learn";
  private static final Path SOURCES =
      Path.of("../exercises/src/main/java/streamkata/exercises/learn");
  private static final Path CLASSES = Path.of("../exercises/target/classes");

  static List<Block> code() {
    return blocks("code");
  }

  static List<Block> outputs() {
    return blocks("output");
  }

  private static List<Block> blocks(String kind) {
    return Markdown.all().stream()
        .flatMap(page -> page.marked().stream())
        .filter(block -> block.kind().equals(kind))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("code")
  void code_is_in_its_example(Block block) throws IOException {
    assertThat(
        stripped(Files.readAllLines(SOURCES.resolve(block.name()))),
        containsString(stripped(block.lines())));
  }

  private static String stripped(List<String> lines) {
    return lines.stream().map(String::strip).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void an_example_prints_what_its_page_says(Block block) throws Exception {
    assertThat(run(block.name()), is(block.lines().stream().sorted().toList()));
  }

  /** Two sinks print in any order. */
  private static List<String> run(String example) throws Exception {
    PrintStream out = System.out;
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader examples = new URLClassLoader(new URL[] {CLASSES.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Thread.currentThread().setContextClassLoader(examples);
      examples
          .loadClass(PACKAGE + "." + example)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().sorted().toList();
  }

  @Test
  void samples_are_the_beginning_of_their_files() throws IOException {
    for (Block block : blocks("sample")) {
      List<String> lines =
          Files.readAllLines(Path.of("../exercises/learn/samples").resolve(block.name()));

      assertThat(block.lines(), is(lines.subList(0, 3)));
    }
  }
}
