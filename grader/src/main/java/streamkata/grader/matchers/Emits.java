package streamkata.grader.matchers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final boolean toTheLast;
  private final BiFunction<List<T>, List<T>, String> explanation;
  private final BiFunction<List<T>, List<T>, String> advice;

  private Emits(
      Collection<T> expected,
      Function<T, String> subject,
      Function<T, String> value,
      boolean toTheLast,
      BiFunction<List<T>, List<T>, String> explanation,
      BiFunction<List<T>, List<T>, String> advice) {
    super(Collection.class);
    this.expected = expected;
    this.subject = subject;
    this.value = value;
    this.toTheLast = toTheLast;
    this.explanation = explanation;
    this.advice = advice;
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
    return new Emits<>(
        expected, subject, value, false, (wanted, got) -> "", (missing, wrong) -> "");
  }

  /**
   * Adds why a result may be wrong.
   *
   * @param why is given what was expected and what was found of one subject; an empty text says
   *     nothing
   * @return a changed copy
   */
  public Emits<T> because(BiFunction<List<T>, List<T>, String> why) {
    return new Emits<>(expected, subject, value, toTheLast, why, advice);
  }

  /**
   * Adds what to look at, where all that is missing and wrong shows which mistake it is.
   *
   * @param lookAt is given what was expected and did not come, and what came and was not expected;
   *     an empty text leaves it to the lesson of the check
   * @return a changed copy
   */
  public Emits<T> lookAt(BiFunction<List<T>, List<T>, String> lookAt) {
    return new Emits<>(expected, subject, value, toTheLast, explanation, lookAt);
  }

  /**
   * Compares results, which are records, to the last of their components, and tells which differ.
   *
   * @return a changed copy
   */
  public Emits<T> toTheLastComponent() {
    return new Emits<>(expected, subject, value, true, explanation, advice);
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
      if (!areSame(wantedHere, gotHere)) {
        String why =
            gotHere.stream().anyMatch(Objects::isNull)
                ? ""
                : explanation.apply(wantedHere, gotHere);
        lines.add(
            "%s: %s%s"
                .formatted(
                    about, difference(wantedHere, gotHere), why.isEmpty() ? "" : ": " + why));
      }
    }
    mismatch.appendText(shorten(lines));
    return lines.isEmpty();
  }

  /**
   * What to look at, where the difference tells more than that something is missing or was not to
   * come.
   *
   * @param actual results that do not match
   * @return a sentence or two
   */
  public Optional<String> lesson(Collection<T> actual) {
    List<T> missing = without(expected, actual);
    List<T> wrong = without(actual, expected);
    return Difference.lesson(missing, wrong, expected, subject)
        .or(() -> Optional.of(advice.apply(missing, wrong)).filter(text -> !text.isEmpty()));
  }

  private boolean areSame(List<T> wanted, List<T> got) {
    return sorted(wanted).equals(sorted(got)) && (!toTheLast || without(got, wanted).isEmpty());
  }

  private String difference(List<T> wanted, List<T> got) {
    List<T> missing = without(wanted, got);
    List<T> wrong = without(got, wanted);
    boolean differInside =
        toTheLast && missing.size() == 1 && wrong.size() == 1 && wrong.get(0) != null;
    return differInside
        ? Components.differences((Record) missing.get(0), (Record) wrong.get(0))
        : "expected %s, got %s".formatted(values(wanted), values(got));
  }

  private static <T> List<T> without(Collection<T> results, Collection<T> others) {
    List<T> rest = new ArrayList<>(results);
    others.forEach(rest::remove);
    return rest;
  }

  private List<String> sorted(List<T> results) {
    return results.stream()
        .map(result -> result == null ? "null" : value.apply(result))
        .sorted()
        .toList();
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
