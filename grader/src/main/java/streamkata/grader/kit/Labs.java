package streamkata.grader.kit;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The labs that there are.
 *
 * @param all in the order in which they are best done
 */
public record Labs(List<Lab> all) {

  /** Copies the list. */
  public Labs {
    all = List.copyOf(all);
  }

  /**
   * Those that have points.
   *
   * @return the labs without the steps, in order
   */
  public List<Lab> graded() {
    return all.stream().filter(lab -> !lab.isStep()).toList();
  }

  /**
   * The steps right before a lab.
   *
   * @param lab one of these labs, not a step
   * @return the steps between the lab before it and this one, in order
   */
  public List<Lab> stepsBefore(Lab lab) {
    int end = all.indexOf(lab);
    int begin = end;
    while (begin > 0 && all.get(begin - 1).isStep()) {
      begin--;
    }
    return all.subList(begin, end);
  }

  /**
   * The labs by course, without the steps.
   *
   * @return the courses that have labs, by title, in order
   */
  public Map<String, List<Lab>> byCourse() {
    return graded().stream()
        .collect(Collectors.groupingBy(Lab::course, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Those that are the whole where nobody names labs: 100 points in the kit's own course.
   *
   * @return the labs of the first course, without the steps; empty if there are no labs
   */
  public List<Lab> core() {
    return byCourse().values().stream().findFirst().orElse(List.of());
  }

  /**
   * Finds a lab.
   *
   * @param id the id to look for
   * @return the lab with that id
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public Lab byId(String id) {
    return all.stream()
        .filter(lab -> lab.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no lab '%s'. The labs are: %s."
                        .formatted(
                            id, graded().stream().map(Lab::id).collect(Collectors.joining(", ")))));
  }

  /**
   * Finds the lab that a person means.
   *
   * @param typed its number, counted from 1 without the steps, its id, or a beginning that no other
   *     lab's id has, in any case; a step's, if no lab's begins so
   * @return the lab
   * @throws IllegalArgumentException if there is none, or more than one; the message lists those
   *     that there are
   */
  public Lab named(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    if (word.matches("\\d{1,3}")) {
      int number = Integer.parseInt(word);
      List<Lab> graded = graded();
      if (number < 1 || number > graded.size()) {
        throw new IllegalArgumentException(
            "There is no lab %d: the labs are 1 to %d.".formatted(number, graded.size()));
      }
      return graded.get(number - 1);
    }
    List<String> ofLabs = beginningWith(word, graded());
    List<String> ids = ofLabs.isEmpty() ? beginningWith(word, all) : ofLabs;
    if (all.stream().anyMatch(lab -> lab.id().equals(word))) {
      return byId(word);
    }
    if (word.isEmpty() || ids.isEmpty()) {
      return byId(typed);
    }
    if (ids.size() > 1) {
      throw new IllegalArgumentException(
          "'%s' can be %s.".formatted(typed, String.join(" or ", ids)));
    }
    return byId(ids.get(0));
  }

  private static List<String> beginningWith(String word, List<Lab> some) {
    return some.stream().map(Lab::id).filter(id -> id.startsWith(word)).toList();
  }

  /**
   * The check that a method makes.
   *
   * @param method any method
   * @return the check; empty if the method makes none
   */
  public Optional<Check> checkOf(Method method) {
    return all.stream()
        .filter(lab -> lab.checksClass() == method.getDeclaringClass())
        .flatMap(lab -> lab.checks().stream())
        .filter(check -> check.id().equals(Check.idOf(method.getName())))
        .findFirst();
  }
}
