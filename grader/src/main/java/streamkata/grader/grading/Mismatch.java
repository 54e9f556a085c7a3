package streamkata.grader.grading;

import java.util.List;
import org.hamcrest.Matcher;
import org.hamcrest.StringDescription;

/** An expectation of a check that is not met, as facts. */
public final class Mismatch extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final transient List<Fact> facts;

  /**
   * Something is not as it must be.
   *
   * @param facts what is wrong, for a learner
   */
  public Mismatch(List<Fact> facts) {
    super(facts.toString());
    this.facts = facts;
  }

  /**
   * Asserts that something is as it must be.
   *
   * @param actual what it is
   * @param expected what it must be
   * @param <T> the type of it
   * @throws Mismatch if it is not
   */
  public static <T> void assertThat(T actual, Matcher<? super T> expected) {
    assertThat("", actual, expected);
  }

  /**
   * Asserts that something is as it must be.
   *
   * @param what what this is, in words; may be empty
   * @param actual what it is
   * @param expected what it must be
   * @param <T> the type of it
   * @throws Mismatch if it is not
   */
  public static <T> void assertThat(String what, T actual, Matcher<? super T> expected) {
    if (expected.matches(actual)) {
      return;
    }
    StringDescription mismatch = new StringDescription();
    expected.describeMismatch(actual, mismatch);
    Fact wanted = new Fact("expected", StringDescription.toString(expected));
    Fact found = new Fact("but was", mismatch.toString());
    throw new Mismatch(
        what.isEmpty()
            ? List.of(wanted, found)
            : List.of(wanted, found, new Fact("that is", what)));
  }

  List<Fact> facts() {
    return facts;
  }
}
