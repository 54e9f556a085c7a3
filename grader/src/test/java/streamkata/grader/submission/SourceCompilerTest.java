package streamkata.grader.submission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.program.SourceCompiler;

class SourceCompilerTest {

  @TempDir private Path sources;
  @TempDir private Path target;
  private final SourceCompiler compiler = new SourceCompiler(System.getProperty("java.class.path"));
  private Path lab;

  @BeforeEach
  void a_lab_uses_a_class_of_another_package() throws IOException {
    lab = Files.createDirectories(sources.resolve("lab")).resolve("Job.java");
    Files.writeString(lab, "package lab; class Job { int i = util.Numbers.ONE; }");
    numbers("public static final int ONE = 1;");
  }

  @AfterEach
  void close() {
    compiler.close();
  }

  @Test
  void what_a_source_refers_to_is_compiled_with_it() {
    assertThat(compile(), is(List.of()));
    assertThat(Files.exists(target.resolve("util/Numbers.class")), is(true));
  }

  @Test
  void what_has_changed_since_the_last_time_is_seen() throws IOException {
    compile();
    numbers("");

    assertThat(compile().get(0).text(), containsString("Job.java:1: error: cannot find symbol"));
  }

  @Test
  void a_mistake_that_was_mended_is_forgotten() throws IOException {
    numbers("oops");
    compile();
    numbers("public static final int ONE = 2;");

    assertThat(compile(), is(List.of()));
  }

  @Test
  void a_long_line_is_cut_so_that_the_caret_stands_below_its_place() throws IOException {
    Files.writeString(
        lab,
        "package lab; class Job { String a = \"%s\", b = oops, c = \"%s\"; }"
            .formatted("a".repeat(100), "c".repeat(100)));

    List<String> lines = compile().get(0).text().lines().toList();

    int at = lines.get(2).indexOf('^');
    assertThat(lines.get(1).substring(at), startsWith("oops, c ="));
    assertThat(lines.get(1), allOf(startsWith("...aaa"), endsWith("ccc...")));
    assertThat(lines.get(1).length(), is(lessThan(68)));
  }

  private List<SourceCompiler.CompileError> compile() {
    return compiler.compile(List.of(lab), List.of(sources), target);
  }

  private void numbers(String member) throws IOException {
    Path file = Files.createDirectories(sources.resolve("util")).resolve("Numbers.java");
    Files.writeString(file, "package util; public class Numbers { " + member + " }");
  }
}
