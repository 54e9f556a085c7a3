package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.labs.Course;

/** The kit knows where things are, and how they are typed. */
class KitTest {

  @TempDir private Path folder;

  static List<Lab> labs() {
    return Course.ALL.labs().all();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void what_belongs_to_a_lab_is_where_the_kit_says(Lab lab) {
    Kit kit = new Kit(Path.of(".."));

    for (Path file :
        List.of(
            kit.exercise(lab),
            kit.task(lab),
            kit.hints(lab),
            kit.solution(lab),
            kit.discussion(lab),
            kit.skeleton(lab))) {
      assertThat(file.toString(), Files.isRegularFile(file), is(true));
    }
  }

  @Test
  void without_a_home_it_is_the_kit_around_the_working_directory() {
    assertThat(
        Kit.of(name -> Optional.empty()).home(), is(Path.of("..").toAbsolutePath().normalize()));
  }

  @Test
  void commands_are_typed_as_the_launcher_was() {
    Map<String, String> properties = Map.of("kata.home", folder.toString(), "kata.command", "kata");
    Kit kit = Kit.of(name -> Optional.ofNullable(properties.get(name)));

    assertThat(kit.typed("watch"), is("kata watch"));
  }

  @Test
  void a_file_is_replaced_and_nothing_else_is_left() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Kit.replace(file, "new");

    assertThat(Files.readString(file), is("new"));
    assertThat(names(), is(List.of("file")));
  }

  @Test
  void what_cannot_be_replaced_is_left_as_it_was() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("occupied"));
    Files.writeString(occupied.resolve("inside"), "old");

    assertThrows(IOException.class, () -> Kit.replace(occupied, "new"));
    assertThat(Files.readString(occupied.resolve("inside")), is("old"));
    assertThat(names(), is(List.of("occupied")));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its shells quote in another way")
  void what_is_to_be_typed_is_quoted_where_a_shell_would_take_it_apart() {
    assertThat(Kit.quoted("a/b-c.jar"), is("a/b-c.jar"));
    assertThat(Kit.quoted("my jar"), is("'my jar'"));
    assertThat(Kit.quoted("it's!"), is("'it'\\''s!'"));
  }

  @Test
  void the_page_that_explains_failures_is_there() {
    assertThat(Files.exists(new Kit(Path.of("..")).notation()), is(true));
  }

  @Test
  void a_folder_that_java_cannot_load_from_is_refused() {
    assertThrows(Refusal.class, () -> new Kit(Path.of("/tmp/wow!")));
  }
}
