package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hamcrest.Matcher;
import org.hamcrest.StringDescription;
import streamkata.grader.matchers.Emits;

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
    List<Fact> facts = new ArrayList<>(List.of(wanted, found));
    if (!what.isEmpty()) {
      facts.add(new Fact("that is", what));
    }
    lesson(actual, expected).ifPresent(lesson -> facts.add(new Fact(Fact.LESSON, lesson)));
    throw new Mismatch(facts);
  }

  @SuppressWarnings("unchecked")
  private static Optional<String> lesson(Object actual, Matcher<?> expected) {
    return expected instanceof Emits<?> emits && actual instanceof Collection<?> results
        ? ((Emits<Object>) emits).lesson((Collection<Object>) results)
        : Optional.empty();
  }

  List<Fact> facts() {
    return facts;
  }
}
