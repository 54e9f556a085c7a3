package streamkata.grader.kit;

import java.util.List;

/**
 * A lab: one exercise, its contract, and the checks that grade it.
 *
 * @param id identifies the lab in commands and reports, lower case with hyphens
 * @param packageName the last part of the package that holds the exercise, and in a parallel tree
 *     the solution
 * @param className the simple name of the class to write, the same in both trees
 * @param contract the interface that this class implements
 * @param checksClass has a method for each check
 * @param checks what is graded, in the order in which it is best learned
 */
public record Lab(
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
   * What the whole lab is worth.
   *
   * @return the sum of the points of its checks
   */
  public int points() {
    return checks.stream().mapToInt(Check::points).sum();
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
