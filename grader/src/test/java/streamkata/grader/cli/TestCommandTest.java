package streamkata.grader.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.cli.KitCopy.Outcome;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;

/** {@code kata test} grades the lab that a learner is at, and takes them to the next one. */
class TestCommandTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab FIRST = LABS.all().get(0);

  @TempDir private Path home;
  private KitCopy kit;

  @BeforeEach
  void copyOfTheKit() throws IOException {
    kit = new KitCopy(home);
  }

  @Test
  void a_skeleton_is_not_started_and_not_wrong() {
    Outcome outcome = kit.kata("test");

    assertThat(outcome.exitCode(), is(3));
    assertThat(outcome.out(), containsString("not started"));
  }

  @Test
  void a_complete_lab_is_kept_in_mind_and_the_next_one_named() throws IOException {
    kit.solve(FIRST);
    Outcome outcome = kit.kata("test", FIRST.id());

    assertThat(outcome.exitCode(), is(0));
    assertThat(
        outcome.out(),
        allOf(
            containsString("ride-cleansing is complete. Now you can:"),
            containsString("./kata solution ride-cleansing"),
            containsString("Next: step longest-ride")));
    assertThat(kit.kata("list").out(), containsString(">   8 steps"));
    assertThat(kit.kata("solution", FIRST.id()).exitCode(), is(0));
  }
}
