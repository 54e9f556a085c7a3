package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The looks are taken by hand here, so that nothing depends on the clock. */
class SourceFolderTest {

  @TempDir private Path folder;
  private final AtomicInteger saves = new AtomicInteger();
  private Path file;
  private SourceFolder watched;

  @BeforeEach
  void one_source_is_there() throws IOException {
    file = folder.resolve("lab/Job.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class Job {}");
    watched = new SourceFolder(folder, saves::incrementAndGet);
  }

  @Test
  void nothing_is_told_while_nothing_changes() {
    look(5);

    assertThat(saves.get(), is(0));
  }

  @Test
  void a_save_is_told_once_it_is_the_same_twice() throws IOException {
    Files.writeString(file, "class Job { int i; }");

    look(1);
    assertThat(saves.get(), is(0));
    look(4);
    assertThat(saves.get(), is(1));
  }

  @Test
  void a_burst_of_saves_is_told_once() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(file, "class Job {" + " ".repeat(i) + "}  ");
      look(1);
    }
    look(4);

    assertThat(saves.get(), is(1));
  }

  @Test
  void a_save_by_rename_is_told() throws IOException {
    Path next = Files.writeString(folder.resolve("lab/Job.java~"), "class Job { int j; }");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    look(3);

    assertThat(saves.get(), is(1));
  }

  @Test
  void a_file_that_vanishes_and_one_that_comes_back_are_told() throws IOException {
    Files.delete(file);
    look(3);
    assertThat(saves.get(), is(1));

    Files.writeString(file, "class Job {}");
    look(3);
    assertThat(saves.get(), is(2));
  }

  @Test
  void a_file_that_is_gone_for_a_moment_only_is_one_save() throws IOException {
    Files.delete(file);
    look(1);
    Files.writeString(file, "class Job { int k; }");
    look(3);

    assertThat(saves.get(), is(1));
  }

  @Test
  void a_new_file_in_a_new_folder_is_told() throws IOException {
    Files.createDirectories(folder.resolve("lab/parts"));
    Files.writeString(folder.resolve("lab/parts/Helper.java"), "class Helper {}");
    look(3);

    assertThat(saves.get(), is(1));
  }

  @Test
  void what_editors_leave_beside_the_sources_is_not_told() throws IOException {
    Files.writeString(folder.resolve("lab/.Job.java.swp"), "");
    Files.writeString(folder.resolve("lab/.#Job.java"), "");
    Files.writeString(folder.resolve("lab/Job.java~"), "");
    Files.writeString(folder.resolve("lab/README.md"), "");
    look(3);

    assertThat(saves.get(), is(0));
  }

  @Test
  void a_folder_that_is_not_there_yet_can_be_watched() throws IOException {
    Path later = folder.resolve("later");
    SourceFolder early = new SourceFolder(later, saves::incrementAndGet);
    early.look();
    Files.createDirectories(later);
    Files.writeString(later.resolve("Job.java"), "class Job {}");
    early.look();
    early.look();

    assertThat(saves.get(), is(1));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
  void files_and_folders_that_are_links_are_watched(@TempDir Path elsewhere) throws IOException {
    Path linked = Files.writeString(elsewhere.resolve("Other.java"), "class Other {}");
    Path inFolder =
        Files.writeString(
            Files.createDirectories(elsewhere.resolve("other")).resolve("In.java"), "class In {}");
    Files.createSymbolicLink(folder.resolve("lab/Other.java"), linked);
    Files.createSymbolicLink(folder.resolve("linked"), elsewhere.resolve("other"));
    look(3);
    assertThat(saves.get(), is(1));

    Files.writeString(linked, "class Other { int o; }");
    look(3);
    assertThat(saves.get(), is(2));
    Files.writeString(inFolder, "class In { int i; }");
    look(3);
    assertThat(saves.get(), is(3));
  }

  @Test
  void a_file_that_is_older_than_the_one_before_is_told() throws IOException {
    Files.writeString(file, "class Old {}");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    look(3);

    assertThat(saves.get(), is(1));
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watched.look();
    }
  }
}
