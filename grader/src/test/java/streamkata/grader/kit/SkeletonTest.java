package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.labs.Course;

/** A lab can be taken back to its start, and nothing that was written is lost. */
class SkeletonTest {

  private static final Labs LABS = Course.ALL.labs();
  private static final Lab LAB = LABS.all().get(0);
  private static final Kit KIT = new Kit(Path.of(".."));
  private static final String START = "class Start {}";
  private static final String WORK = "class Work {}";

  @TempDir private Path home;
  private Skeleton skeleton;
  private Path exercise;

  static List<Lab> labs() {
    return LABS.all();
  }

  @BeforeEach
  void aLabThatHasBeenWorkedOn() throws IOException {
    Kit kit = new Kit(home);
    skeleton = new Skeleton(kit, LAB);
    exercise = kit.exercise(LAB);
    Files.createDirectories(kit.skeleton(LAB).getParent());
    Files.writeString(kit.skeleton(LAB), START);
    Files.createDirectories(exercise.getParent());
    Files.writeString(exercise, WORK);
  }

  /** When this fails after an exercise was changed on purpose, copy it to the skeletons. */
  @ParameterizedTest
  @MethodSource("labs")
  void the_copy_in_the_grader_is_the_exercise_of_a_fresh_kit(Lab lab) throws IOException {
    assertThat(Files.readString(KIT.skeleton(lab)), is(Files.readString(KIT.exercise(lab))));
  }

  @Test
  void the_skeleton_is_back_and_the_work_is_kept() throws IOException {
    Path backup = skeleton.restore().orElseThrow();

    assertThat(Files.readString(exercise), is(START));
    assertThat(Files.readString(backup.resolve(exercise.getFileName())), is(WORK));
    assertThat(backup.toString(), startsWith(home.resolve(".kata/backup").toString()));
  }

  @Test
  void other_classes_of_the_package_are_kept_and_taken_away() throws IOException {
    Path other = exercise.resolveSibling("helpers/Other.java");
    Files.createDirectories(other.getParent());
    Files.writeString(other, WORK);
    Path backup = skeleton.restore().orElseThrow();

    assertThat(Files.exists(other), is(false));
    assertThat(Files.readString(backup.resolve("helpers/Other.java")), is(WORK));
  }

  @Test
  void task_and_hints_stay() throws IOException {
    Path hints = Files.writeString(exercise.resolveSibling("HINTS.md"), "A hint");
    skeleton.restore();

    assertThat(Files.readString(hints), is("A hint"));
  }

  @Test
  void a_deleted_exercise_is_back() throws IOException {
    Files.delete(exercise);
    skeleton.restore();

    assertThat(Files.readString(exercise), is(START));
  }

  @Test
  void a_second_time_there_is_nothing_to_do() throws IOException {
    skeleton.restore();

    assertThat(skeleton.restore(), is(Optional.empty()));
  }

  @Test
  void two_copies_of_the_same_moment_are_both_kept() throws IOException {
    Path first = skeleton.restore().orElseThrow();
    Files.writeString(exercise, WORK);
    Path second = skeleton.restore().orElseThrow();

    assertThat(second, is(not(first)));
    assertThat(Files.exists(first.resolve(exercise.getFileName())), is(true));
  }

  @Test
  void nothing_is_taken_away_when_no_copy_can_be_made() throws IOException {
    Files.createFile(home.resolve(".kata"));

    assertThrows(IOException.class, skeleton::restore);
    assertThat(Files.readString(exercise), is(WORK));
  }
}
