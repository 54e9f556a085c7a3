package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** What other processes grade of hand-ins. */
class HandInsTest {

  private static final String PLACE = "streamkata/exercises/ridecleansing/RideCleansingJob.java";

  @TempDir private Path folder;
  private HandInFiles files;

  @BeforeEach
  void make_a_folder() {
    files = new HandInFiles(folder);
  }

  @Test
  void what_several_have_handed_in_is_graded_of_the_first_only() throws IOException {
    files.folder("anna", PLACE, HandInFiles.CLEANSING);
    files.zip("bert.zip", "src/RideCleansingJob.java", HandInFiles.CLEANSING);
    files.folder("carla", PLACE, HandInFiles.CLEANSING + "// my own\n");

    assertThat(
        labsToGrade(), contains(List.of("ride-cleansing"), List.of(), List.of("ride-cleansing")));
  }

  @Test
  void a_lab_that_is_new_is_graded_beside_one_that_is_known() throws IOException {
    files.folder("anna", PLACE, HandInFiles.CLEANSING);
    files.folder("bert", PLACE, HandInFiles.CLEANSING, "tips/HourlyTipsJob.java", HandInFiles.TIPS);

    assertThat(labsToGrade(), contains(List.of("ride-cleansing"), List.of("hourly-tips")));
  }

  @Test
  void nothing_is_graded_of_what_cannot_be_read() throws IOException {
    files.file("anna.zip", "no archive");
    files.folder("bert", PLACE, HandInFiles.CLEANSING);

    assertThat(labsToGrade(), contains(List.of(), List.of("ride-cleansing")));
  }

  @Test
  void work_can_be_restricted_to_some_labs() throws IOException {
    files.folder("anna", PLACE, HandInFiles.CLEANSING, "tips/HourlyTipsJob.java", HandInFiles.TIPS);

    try (HandIns handIns = handIns()) {
      Work work = handIns.work(0).of(List.of("hourly-tips"));

      assertThat(work.contents().keySet(), contains("hourly-tips"));
      assertThat(work.keys().keySet(), is(work.contents().keySet()));
      assertThat(handIns.work(0).of(List.of()).contents().keySet(), is(empty()));
    }
  }

  private List<List<String>> labsToGrade() throws IOException {
    try (HandIns handIns = handIns()) {
      return handIns.labsToGrade();
    }
  }

  private HandIns handIns() throws IOException {
    return new HandIns(
        new org.apache.flink.core.fs.Path(folder.toUri()),
        Selection.from(new Kit(Path.of("..")), Course.PATH.labs(), name -> Optional.empty()),
        Course.PATH.labs());
  }
}
