package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import streamkata.grader.labs.Course;

class AfterGreenTest {

  private static final Labs ALL = Course.PATH.labs();
  private static final List<Lab> CORE = ALL.core();
  private static final Lab LAST = CORE.get(CORE.size() - 1);

  @Test
  void after_the_last_lab_of_the_core_there_is_a_second_course() {
    assertThat(
        AfterGreen.ofCore(ALL, CORE::contains, LAST),
        is(
            Optional.of(
                "The core course is complete: 100 of 100 points. Next: the second course, or"
                    + " exercises/learn/production.md.")));
  }

  @Test
  void nothing_is_said_before_that_and_after_a_lab_of_the_second_course() {
    Lab other = ALL.byId("dispatch-rules");

    assertThat(AfterGreen.ofCore(ALL, LAST::equals, LAST), is(Optional.empty()));
    assertThat(AfterGreen.ofCore(ALL, lab -> true, other), is(Optional.empty()));
    assertThat(AfterGreen.ofCore(new Labs(CORE), lab -> true, LAST), is(Optional.empty()));
  }
}
