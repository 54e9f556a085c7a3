package streamkata.common.lab;

import java.util.List;

/**
 * A lab: one exercise with its contract and the criteria that it is graded by.
 *
 * @param id identifies the lab in commands and reports, lower case with hyphens
 * @param packageName the last part of the package that holds the exercise, and in a parallel tree
 *     the solution
 * @param className the simple name of the class to write, the same in both trees
 * @param contract the interface that this class implements
 * @param criteria what is graded, in the order in which it is best learned
 */
public record Lab(
    String id, String packageName, String className, Class<?> contract, List<Criterion> criteria) {

  /** Copies the list, so that a lab never changes. */
  public Lab {
    criteria = List.copyOf(criteria);
  }

  /**
   * What the whole lab is worth.
   *
   * @return the sum of the points of its criteria
   */
  public int points() {
    return criteria.stream().mapToInt(Criterion::points).sum();
  }

  /**
   * Finds a criterion.
   *
   * @param criterionId the id to look for
   * @return the criterion with that id
   * @throws IllegalArgumentException if this lab has none; the message says so
   */
  public Criterion criterion(String criterionId) {
    return criteria.stream()
        .filter(criterion -> criterion.id().equals(criterionId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The lab %s has no criterion %s.".formatted(id, criterionId)));
  }
}
