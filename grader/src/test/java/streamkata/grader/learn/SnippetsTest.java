package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.learn.Markdown.Block;
import streamkata.grader.process.ChildJvm;

/** What the pages print is in the examples, and the examples print what the pages say. */
class SnippetsTest {

  private static final String PACKAGE = "streamkata.exercises.learn";
  private static final Path SOURCES =
      Path.of("../exercises/src/main/java/streamkata/exercises/learn");
  private static final Path CLASSES = Path.of("../exercises/target/classes");
  private static final Map<String, List<String>> PRINTED = new HashMap<>();

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
  void an_example_prints_what_its_page_says(Block block) {
    // Two sinks print in any order.
    assertThat(
        PRINTED.get(block.name()).stream().sorted().toList(),
        is(block.lines().stream().sorted().toList()));
  }

  /** All examples, in one JVM. */
  @BeforeAll
  static void runExamples() throws IOException, InterruptedException {
    List<String> names = outputs().stream().map(Block::name).toList();
    String classPath = CLASSES + File.pathSeparator + System.getProperty("java.class.path");
    Process process =
        ChildJvm.command(ChildJvm.inheritedOptions(), classPath, Main.class.getName(), names)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(), is(0));
    List<String> parts = List.of(printed.split(Main.MARK, -1));
    for (int i = 0; i < names.size(); i++) {
      PRINTED.put(names.get(i), parts.get(i).lines().filter(line -> !line.isEmpty()).toList());
    }
  }

  /** Runs examples one after the other. */
  static final class Main {

    static final String MARK = "=====";

    private Main() {}

    public static void main(String[] names) throws ReflectiveOperationException {
      for (String name : names) {
        Class.forName(PACKAGE + "." + name)
            .getMethod("main", String[].class)
            .invoke(null, (Object) new String[0]);
        System.out.println(MARK);
      }
      System.exit(0);
    }
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
