package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary folders go, and nothing else does. */
class TemporaryFolderTest {

  @TempDir private Path folder;

  @Test
  void a_folder_goes_with_all_that_is_in_it_but_not_what_links_lead_to() throws IOException {
    Path kept = Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("f"), "x");
    TemporaryFolder temporary = new TemporaryFolder("test");
    Files.writeString(Files.createDirectory(temporary.path().resolve("a")).resolve("b"), "x");
    Files.createSymbolicLink(temporary.path().resolve("link"), kept.getParent());
    temporary.close();

    assertThat(Files.exists(temporary.path()), is(false));
    assertThat(Files.exists(kept), is(true));
  }

  @Test
  void all_of_a_jvm_are_in_one_folder_that_names_it() {
    try (TemporaryFolder one = new TemporaryFolder("test");
        TemporaryFolder other = new TemporaryFolder("test")) {
      Path parent = one.path().getParent();

      assertThat(other.path().getParent(), is(parent));
      assertThat(
          parent.getFileName().toString(),
          startsWith("streamkata-" + ProcessHandle.current().pid() + "-"));
    }
  }

  @Test
  void what_processes_have_left_that_are_no_more_is_deleted() throws Exception {
    long dead = pidOfAProcessThatHasEnded();
    long alive = ProcessHandle.current().pid();
    Path mine = Files.createDirectory(folder.resolve("streamkata-" + alive + "-1"));
    Path abandoned = Files.createDirectory(folder.resolve("streamkata-" + dead + "-2"));
    Files.writeString(abandoned.resolve("file"), "x");
    List<String> others =
        List.of("streamkata-" + dead, "streamkata-4711-notes", "other-" + dead + "-2");
    for (String name : others) {
      Files.createDirectory(folder.resolve(name));
    }
    Files.writeString(folder.resolve("streamkata-" + dead + "-3"), "a file");
    Path linked = Files.createDirectory(folder.resolve("linked"));
    Files.createSymbolicLink(folder.resolve("streamkata-" + dead + "-4"), linked);

    TemporaryFolder.deleteAbandoned(mine);

    assertThat(
        names(),
        containsInAnyOrder(
            mine.getFileName().toString(),
            others.get(0),
            others.get(1),
            others.get(2),
            "streamkata-" + dead + "-3",
            "linked",
            "streamkata-" + dead + "-4"));
  }

  private static long pidOfAProcessThatHasEnded() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-version").start();
    process.waitFor();
    return process.pid();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
