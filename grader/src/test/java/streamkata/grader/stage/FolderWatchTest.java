package streamkata.grader.stage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed between two looks at files. */
@EnabledOnOs(OS.LINUX)
class FolderWatchTest {

  @TempDir Path root;
  @TempDir Path marks;

  private Path hour;
  private FolderWatch watch;

  @BeforeEach
  void begin() throws IOException {
    hour = Files.createDirectory(root.resolve("13"));
    watch = FolderWatch.of(root, marks);
  }

  @AfterEach
  void end() throws IOException {
    watch.close();
  }

  @Test
  void a_file_that_is_renamed_is_not_written_under_its_new_name() throws IOException {
    Files.writeString(hour.resolve(".a"), "17");
    Files.move(hour.resolve(".a"), hour.resolve("a.csv"), StandardCopyOption.ATOMIC_MOVE);
    watch.look();

    assertThat(watch.appeared(), is(List.of("13/.a", "13/a.csv")));
    assertThat(watch.written(), is(List.of("13/.a")));
  }

  @Test
  void a_copy_is_written_under_its_new_name() throws IOException {
    Files.writeString(hour.resolve(".a"), "17");
    Files.copy(hour.resolve(".a"), hour.resolve("a.csv"));
    watch.look();

    assertThat(watch.written(), is(List.of("13/.a", "13/a.csv")));
  }

  @Test
  void a_file_that_is_gone_at_the_look_has_appeared() throws IOException {
    Files.delete(Files.createFile(hour.resolve("tmp")));
    watch.look();

    assertThat(watch.appeared(), is(List.of("13/tmp")));
  }

  @Test
  void a_link_is_no_write() throws IOException {
    Files.writeString(hour.resolve(".a"), "17");
    watch.look();
    Files.createLink(hour.resolve("a.csv"), hour.resolve(".a"));
    Files.delete(hour.resolve(".a"));
    watch.look();

    assertThat(watch.appeared(), is(List.of("13/a.csv")));
    assertThat(watch.written(), is(empty()));
  }

  @Test
  void a_folder_is_watched_from_the_look_on_that_finds_it() throws IOException {
    Path later = Files.createDirectory(root.resolve("14"));
    watch.look();
    assertThat(watch.appeared(), is(empty()));

    Files.writeString(later.resolve("a.csv"), "17");
    watch.look();
    assertThat(watch.written(), is(List.of("14/a.csv")));
  }

  @Test
  void a_look_tells_only_of_the_time_since_the_look_before() throws IOException {
    Files.writeString(hour.resolve("a.csv"), "17");
    watch.look();
    watch.look();

    assertThat(watch.appeared(), is(empty()));
    assertThat(watch.written(), is(empty()));
  }
}
