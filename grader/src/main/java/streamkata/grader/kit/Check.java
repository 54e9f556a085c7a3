package streamkata.grader.kit;

/**
 * One thing that a lab's implementation is graded on.
 *
 * @param lab the id of the lab
 * @param id identifies the check within its lab, lower case with hyphens
 * @param rung the rung of the ladder that it is a part of
 * @param points what it is worth; 0 in a step
 * @param claim what a right implementation does, one short sentence without a full stop
 * @param lesson what to look at when it fails, in the terms of the field
 */
public record Check(String lab, String id, Rung rung, int points, String claim, String lesson) {

  /**
   * The id of the check that a method makes.
   *
   * @param method the name of the method, such as {@code hourBoundary}
   * @return the id, such as {@code hour-boundary}
   */
  public static String idOf(String method) {
    StringBuilder id = new StringBuilder();
    for (char letter : method.toCharArray()) {
      id.append(Character.isUpperCase(letter) ? "-" : "").append(Character.toLowerCase(letter));
    }
    return id.toString();
  }

  /**
   * Names this check among those of all labs.
   *
   * @return lab and id with a slash between them
   */
  public String name() {
    return lab + "/" + id;
  }
}
