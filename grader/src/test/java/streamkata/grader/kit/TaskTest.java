package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.labs.Course;

/** What there is to do, as a terminal shows it. */
class TaskTest {

  private static final Kit KIT = new Kit(Path.of(".."));
  private static final Labs LABS = Course.PATH.labs();

  @Test
  void of_a_step_it_is_the_comment_of_its_class_as_plain_text() {
    Task task = Task.of(KIT, LABS.byId("first-green"));

    assertThat(
        task.text(),
        allOf(
            startsWith("Step 1: your first green check. (5 minutes)"),
            containsString("\n1. Delete the line"),
            containsString("\n2. Read the message"),
            containsString("\n3. Mend the condition")));
    assertThat(task.before(), is(Optional.of("exercises/learn/1-streams.md")));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void it_has_no_marks_and_says_what_comes_before(Lab lab) {
    Task task = Task.of(KIT, lab);

    for (String mark : new String[] {"<p>", "<li>", "<!--", "{@", "import ", " * "}) {
      assertThat(task.text(), not(containsString(mark)));
    }
    assertThat(task.before().isPresent(), is(true));
  }

  @Test
  void a_step_whose_comment_is_gone_has_that_of_its_start(@TempDir Path home) throws Exception {
    Lab step = LABS.byId("survive");
    Kit kit = new Kit(home);
    Files.createDirectories(kit.exercise(step).getParent());
    Files.writeString(kit.exercise(step), "public class Survive {}");
    Files.createDirectories(kit.skeleton(step).getParent());
    Files.copy(KIT.skeleton(step), kit.skeleton(step));

    assertThat(Task.of(kit, step).text(), startsWith("Step 6: survive a failure."));
  }

  static Iterable<Lab> labs() {
    return LABS.all();
  }
}
