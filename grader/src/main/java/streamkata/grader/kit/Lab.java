package streamkata.grader.kit;

import java.util.List;

/**
 * A lab: one exercise, its contract, and the checks that grade it.
 *
 * @param course the title of the course that it belongs to
 * @param id identifies the lab in commands and reports, lower case with hyphens
 * @param packageName the last part of the package that holds the exercise, and in a parallel tree
 *     the solution
 * @param className the simple name of the class to write, the same in both trees
 * @param contract the interface that this class implements
 * @param checksClass has a method for each check
 * @param checks what is graded, in the order in which it is best learned
 */
public record Lab(
    String course,
    String id,
    String packageName,
    String className,
    Class<?> contract,
    Class<?> checksClass,
    List<Check> checks) {

  /** Copies the list, so that a lab never changes. */
  public Lab {
    checks = List.copyOf(checks);
  }

  /**
   * The same lab in a course.
   *
   * @param title the title of the course
   * @return a changed copy
   */
  public Lab in(String title) {
    return new Lab(title, id, packageName, className, contract, checksClass, checks);
  }

  /**
   * What the whole lab is worth.
   *
   * @return the sum of the points of its checks
   */
  public int points() {
    return checks.stream().mapToInt(Check::points).sum();
  }

  /**
   * Whether this is a step: a small exercise before a lab.
   *
   * @return true if it has no points
   */
  public boolean isStep() {
    return points() == 0;
  }

  /**
   * Whether some check is of a rung.
   *
   * @return whether this lab has it
   */
  public boolean has(Rung rung) {
    return checks.stream().anyMatch(check -> check.rung() == rung);
  }
}
