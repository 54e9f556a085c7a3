package streamkata.grader.matchers;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Says what kind of difference there is between results and what was expected, and what that tells
 * about the program: units, windows, somebody else's id. Where it says nothing, the kind is no
 * surprise: something is missing, or was not to come.
 */
final class Difference {

  private static final double HOUR = 3_600_000;
  private static final List<Integer> FACTORS = List.of(60, 1_000, 3_600, 60_000, 3_600_000);

  private final Collection<?> expected;

  private Difference(Collection<?> expected) {
    this.expected = expected;
  }

  /**
   * What to look at.
   *
   * @param missing results that were expected and did not come
   * @param wrong results that came and were not expected; one may stand in the place of one that is
   *     missing, if they are about the same
   * @param expected all that were expected
   * @param subject what a result is about
   */
  static <T> Optional<String> lesson(
      List<T> missing, List<T> wrong, Collection<T> expected, Function<T, String> subject) {
    if (wrong.stream().anyMatch(Objects::isNull)) {
      return Optional.of(
          "Your program emitted null. Call collect() with a result, or do not call it.");
    }
    if (missing.isEmpty() && !wrong.isEmpty() && expected.containsAll(wrong)) {
      return Optional.of(
          "The result is right, but your program emits it more than once. Look for a second"
              + " collect(), a timer that is not deleted, or state that is not cleared after the"
              + " result. Or does every instance receive the whole stream (broadcast)?");
    }
    Difference difference = new Difference(expected);
    List<Optional<String>> about = new ArrayList<>();
    for (T wanted : missing) {
      List<T> instead =
          wrong.stream().filter(got -> subject.apply(got).equals(subject.apply(wanted))).toList();
      if (!instead.isEmpty()) {
        about.add(
            instead.stream().flatMap(got -> difference.between(wanted, got).stream()).findFirst());
      }
    }
    if (about.isEmpty() && missing.size() == 1 && wrong.size() == 1) {
      about.add(difference.between(missing.get(0), wrong.get(0)));
    }
    return ofMost(about);
  }

  /** What is true of one difference in many is chance. */
  private static Optional<String> ofMost(List<Optional<String>> lessons) {
    return lessons.stream()
        .flatMap(Optional::stream)
        .filter(lesson -> 2 * Collections.frequency(lessons, Optional.of(lesson)) > lessons.size())
        .findFirst();
  }

  private Optional<String> between(Object wanted, Object got) {
    if (!(wanted instanceof Record wantedRecord)
        || !(got instanceof Record gotRecord)
        || wanted.getClass() != got.getClass()) {
      return wanted instanceof Long id && got instanceof Long other
          ? number("The id", id, other)
          : Optional.empty();
    }
    List<RecordComponent> differ = new ArrayList<>();
    for (RecordComponent component : wanted.getClass().getRecordComponents()) {
      if (!Objects.equals(
          Components.value(component, wantedRecord), Components.value(component, gotRecord))) {
        differ.add(component);
      }
    }
    if (differ.size() == 2 && areSwapped(differ, wantedRecord, gotRecord)) {
      return Optional.of(
          "%s and %s are swapped.".formatted(differ.get(0).getName(), differ.get(1).getName()));
    }
    for (RecordComponent component : differ) {
      Optional<String> found = between(component, wantedRecord, gotRecord, differ.size() == 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean areSwapped(List<RecordComponent> two, Record wanted, Record got) {
    return Components.value(two.get(0), wanted).equals(Components.value(two.get(1), got))
        && Components.value(two.get(1), wanted).equals(Components.value(two.get(0), got));
  }

  private Optional<String> between(
      RecordComponent component, Record wanted, Record got, boolean isAllThatDiffers) {
    Object one = Components.value(component, wanted);
    Object other = Components.value(component, got);
    if (one instanceof Record && other instanceof Record) {
      return between(one, other);
    }
    if (!(one instanceof Number number) || !(other instanceof Number found)) {
      return Optional.empty();
    }
    boolean isSomebodyElses =
        isAllThatDiffers
            && isId(component)
            && !Stream.of(wanted.getClass().getRecordComponents()).allMatch(Difference::isId)
            && expected.stream()
                .filter(result -> result.getClass() == wanted.getClass())
                .anyMatch(result -> Components.value(component, (Record) result).equals(other));
    boolean isACentOff =
        isAllThatDiffers
            && number instanceof Double
            && Math.abs(Math.abs(number.doubleValue() - found.doubleValue()) - 0.01) < 0.005;
    return number(component.getName(), number, found)
        .or(
            () ->
                isACentOff
                    ? Optional.of(
                        component.getName()
                            + " is wrong by a cent. A double is not exact: if you cut it to cents,"
                            + " one can be lost. Round it.")
                    : Optional.empty())
        .or(
            () ->
                isSomebodyElses
                    ? Optional.of(
                        component.getName()
                            + " belongs to another result. Keep values that belong together in one"
                            + " object, and use the right key.")
                    : Optional.empty());
  }

  /** A record of nothing but ids says that they go together: with another id it is another one. */
  private static boolean isId(RecordComponent component) {
    return component.getName().endsWith("Id");
  }

  private static Optional<String> number(String name, Number wanted, Number got) {
    double one = wanted.doubleValue();
    double other = got.doubleValue();
    if (wanted instanceof Long id && id.intValue() == got.longValue()) {
      return Optional.of(name + " is cut to an int, which is too small. Use long.");
    }
    if (Math.abs(one) >= 2) {
      for (int factor : FACTORS) {
        if (isAbout(other, one * factor)) {
          return Optional.of(
              "%s is %d times the expected value. Look at the units: timestamps are milliseconds."
                  .formatted(name, factor));
        }
        if (Math.abs(one) >= factor && isAbout(other * factor, one)) {
          return Optional.of(
              "%s is a %dth of the expected value. Look at the units: timestamps are milliseconds."
                  .formatted(name, factor));
        }
      }
    }
    if (wanted instanceof Long && Math.abs(one - other) % HOUR == 0) {
      return Optional.of(
          "%s is wrong by exactly %d h. Is it the start of a window, or the next window?"
              .formatted(name, Math.round(Math.abs(one - other) / HOUR)));
    }
    if (one != 0 && one == -other) {
      return Optional.of(name + " has the wrong sign.");
    }
    if (wanted instanceof Double && other == Math.rint(other) && Math.abs(one - other) < 1) {
      return Optional.of(name + " is cut or rounded to a whole number. Keep the fraction.");
    }
    return Optional.empty();
  }

  private static boolean isAbout(double one, double other) {
    return Math.signum(one) == Math.signum(other)
        && Math.abs(one - other) <= 0.03 * Math.abs(other);
  }
}
