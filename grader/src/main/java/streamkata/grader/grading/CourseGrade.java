package streamkata.grader.grading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import streamkata.grader.kit.LabState;

/**
 * The grade of the labs of one course.
 *
 * @param title the title of the course
 * @param labs one grade for each of its labs that was selected, in order
 */
public record CourseGrade(String title, List<LabGrade> labs) {

  /** The same grades by course, in the order in which the courses come first. */
  static List<CourseGrade> of(List<LabGrade> labs) {
    return labs.stream()
        .collect(
            Collectors.groupingBy(
                lab -> lab.lab().course(), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(course -> new CourseGrade(course.getKey(), course.getValue()))
        .toList();
  }

  /** The points earned. */
  public int points() {
    return points(labs);
  }

  /** What there was to earn. */
  public int possible() {
    return possible(labs);
  }

  boolean isBegun() {
    return labs.stream().anyMatch(lab -> lab.state() != LabState.NOT_STARTED);
  }

  static int points(List<LabGrade> labs) {
    return labs.stream().mapToInt(LabGrade::points).sum();
  }

  static int possible(List<LabGrade> labs) {
    return labs.stream().mapToInt(grade -> grade.lab().points()).sum();
  }
}
