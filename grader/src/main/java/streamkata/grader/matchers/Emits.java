package streamkata.grader.matchers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeDiagnosingMatcher;

/**
 * Matches results that are exactly those expected, each as often as expected, in any order. A
 * mismatch is told result by result, expected and actual beside each other.
 *
 * @param <T> the type of the results
 */
public final class Emits<T> extends TypeSafeDiagnosingMatcher<Collection<T>> {

  private static final int MOST_SHOWN = 6;

  private final Collection<T> expected;
  private final Function<T, String> subject;
  private final Function<T, String> value;
  private final BiFunction<List<T>, List<T>, String> explanation;

  private Emits(
      Collection<T> expected,
      Function<T, String> subject,
      Function<T, String> value,
      BiFunction<List<T>, List<T>, String> explanation) {
    super(Collection.class);
    this.expected = expected;
    this.subject = subject;
    this.value = value;
    this.explanation = explanation;
  }

  /**
   * Expects exactly these results.
   *
   * @param expected the results, in any order
   * @param subject what a result is about, such as {@code ride 17}; results are compared subject by
   *     subject
   * @param value what a result says about its subject, such as {@code 12 minutes}
   * @param <T> the type of the results
   * @return the matcher
   */
  public static <T> Emits<T> emits(
      Collection<T> expected, Function<T, String> subject, Function<T, String> value) {
    return new Emits<>(expected, subject, value, (wanted, got) -> "");
  }

  /**
   * Adds why a result may be wrong.
   *
   * @param why is given what was expected and what was found of one subject; an empty text says
   *     nothing
   * @return a changed copy
   */
  public Emits<T> because(BiFunction<List<T>, List<T>, String> why) {
    return new Emits<>(expected, subject, value, why);
  }

  @Override
  public void describeTo(Description description) {
    List<String> lines = new ArrayList<>();
    bySubject(expected).forEach((about, results) -> lines.add(about + ": " + values(results)));
    if (lines.size() > MOST_SHOWN) {
      description.appendText("%d results".formatted(expected.size()));
    } else {
      description.appendText(lines.isEmpty() ? "nothing" : String.join("\n", lines));
    }
  }

  @Override
  protected boolean matchesSafely(Collection<T> actual, Description mismatch) {
    Map<String, List<T>> wanted = bySubject(expected);
    Map<String, List<T>> got = bySubject(actual);
    Set<String> subjects = new LinkedHashSet<>(wanted.keySet());
    subjects.addAll(got.keySet());
    List<String> lines = new ArrayList<>();
    for (String about : subjects) {
      List<T> wantedHere = wanted.getOrDefault(about, List.of());
      List<T> gotHere = got.getOrDefault(about, List.of());
      if (!sorted(wantedHere).equals(sorted(gotHere))) {
        String why = explanation.apply(wantedHere, gotHere);
        lines.add(
            "%s: expected %s, got %s%s"
                .formatted(
                    about, values(wantedHere), values(gotHere), why.isEmpty() ? "" : ": " + why));
      }
    }
    mismatch.appendText(shorten(lines));
    return lines.isEmpty();
  }

  private List<String> sorted(List<T> results) {
    return results.stream().map(value).sorted().toList();
  }

  private String values(List<T> results) {
    return results.isEmpty() ? "nothing" : String.join(" and ", sorted(results));
  }

  private Map<String, List<T>> bySubject(Collection<T> results) {
    Map<String, List<T>> bySubject = new LinkedHashMap<>();
    for (T result : results) {
      bySubject
          .computeIfAbsent(
              result == null ? "a null" : subject.apply(result), about -> new ArrayList<>())
          .add(result);
    }
    return bySubject;
  }

  private static String shorten(List<String> lines) {
    if (lines.size() <= MOST_SHOWN) {
      return String.join("\n", lines);
    }
    return String.join("\n", lines.subList(0, MOST_SHOWN - 1))
        + "\n... and %d more".formatted(lines.size() - MOST_SHOWN + 1);
  }
}
