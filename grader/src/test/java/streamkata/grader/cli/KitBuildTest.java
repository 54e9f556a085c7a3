package streamkata.grader.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.grader.kit.Kit;

/** Where the shell cannot tell whether the kit has changed, the kit does. */
class KitBuildTest {

  @TempDir private Path home;

  @BeforeEach
  void aKitThatIsBuilt() throws IOException {
    for (String file :
        List.of(
            "pom.xml",
            "common/pom.xml",
            "exercises/pom.xml",
            "solutions/pom.xml",
            "grader/pom.xml",
            "common/src/main/java/Common.java",
            "exercises/src/main/java/Exercise.java",
            "grader/src/main/java/Grader.java",
            "grader/src/test/java/LabTest.java")) {
      write(file, "as it was");
    }
    Kit kit = new Kit(home);
    Files.createDirectories(kit.buildInputs().getParent());
    Files.copy(new Kit(Path.of("..")).buildInputs(), kit.buildInputs());
    write("grader/target/kata.built", "");
    assertThat(KitBuild.isStale(kit), is(false));
  }

  @Test
  void a_kit_that_is_built_is_not_stale() {
    assertThat(KitBuild.isStale(new Kit(home)), is(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "grader/pom.xml",
        "common/src/main/java/Common.java",
        "grader/src/main/java/Grader.java"
      })
  void a_kit_whose_own_files_are_others_is_stale_whatever_their_times_say(String file)
      throws IOException {
    FileTime time = Files.getLastModifiedTime(home.resolve(file));
    write(file, "another");
    Files.setLastModifiedTime(home.resolve(file), time);

    assertThat(KitBuild.isStale(new Kit(home)), is(true));
  }

  @Test
  void a_kit_that_was_never_built_is_stale() throws IOException {
    Files.delete(home.resolve("grader/target/kata.built"));

    assertThat(KitBuild.isStale(new Kit(home)), is(true));
  }

  @Test
  void exercises_and_tests_of_the_kit_are_not_a_part_of_it() throws IOException {
    write("exercises/src/main/java/Exercise.java", "another");
    write("grader/src/test/java/LabTest.java", "another");

    assertThat(KitBuild.isStale(new Kit(home)), is(false));
  }

  private void write(String file, String content) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
